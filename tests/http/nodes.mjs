// Two nodes on one base: who is deactivated, or leaves a structure, by one of them, reads nothing more
// from the other within a second. Usage: node tests/http/nodes.mjs PROGRAM
import assert from "node:assert/strict";
import { spawn } from "node:child_process";

import { end, firstLine, startProgram } from "../support/program.mjs";
import { PERSONAS, Visitor } from "../support/visitor.mjs";

const WITHIN_MS = 1000;
const READERS = 2;
const PAUSE_MS = 40; // below what one session may ask in a minute

const pauseOf = (ms) => new Promise((pause) => setTimeout(pause, ms));

async function anotherNode(program) {
  const server = spawn(program.path, ["serve"],
    { env: program.settings, stdio: ["ignore", "pipe", "inherit"] });
  const url = /http:\S+/.exec(await firstLine(server))[0];
  return { server, url, mails: (to) => program.mails(to),
    nextMail: (to, known) => program.nextMail(to, known) };
}

// Reads a page again and again, two at a time, until stop(); when the last read was that gave what
// it should not any more, from the moment that it was asked.
function keepsReading(visitor, path, isRead) {
  const reads = { count: 0, last: 0, isOver: false };
  const read = async () => {
    while (!reads.isOver) {
      const asked = performance.now();
      const answer = await visitor.send("GET", path);
      assert.notEqual(answer.status, 429);
      reads.count += 1;
      if (isRead(answer)) reads.last = Math.max(reads.last, asked);
      await pauseOf(PAUSE_MS);
    }
  };
  const all = Promise.all(Array.from({ length: READERS }, read));
  return { reads, stop: async () => { reads.isOver = true; await all; } };
}

// `act` on one node, while `visitor` reads `path` on the other; tells how long after it they did.
async function readsNothingMore(what, visitor, path, act) {
  const isRead = ({ status }) => status === 200;
  assert.ok(isRead(await visitor.send("GET", path)), `${what}: ${path} is read before`);
  const reading = keepsReading(visitor, path, isRead);
  await pauseOf(300);
  await act();
  const done = performance.now();
  await pauseOf(2 * WITHIN_MS);
  await reading.stop();
  const late = Math.max(0, reading.reads.last - done);
  assert.ok(reading.reads.last > 0 && reading.reads.count > READERS, `${what}: nothing was read`);
  assert.ok(late < WITHIN_MS, `${what}: still read ${late.toFixed(0)} ms later`);
  assert.ok(!isRead(await visitor.send("GET", path)), `${what}: read after all`);
  console.log(`${what}: last read ${late.toFixed(0)} ms after, of ${reading.reads.count}`);
}

async function entered(program, who) {
  const visitor = new Visitor(program, "203.0.113.1");
  await visitor.enterAs(who);
  return visitor;
}

async function leavesTheStructure(one, other) {
  const email = "membre.parti@demonstration.example.org";
  const structure = one.base.query("SELECT s.source || ':' || s.source_id FROM structures AS s " +
    "JOIN memberships AS m ON m.structure_id = s.id " +
    `JOIN professionals AS p ON p.id = m.professional_id WHERE p.email = '${PERSONAS.Soizic}'`);
  one.command("user", "add", email, "--last-name", "Ferrand", "--first-name", "Élise",
    "--structure", structure.trim());
  const member = new Visitor(other, "203.0.113.2");
  await member.enterByCode(email);
  const soizic = await entered(one, "Soizic");
  const page = one.base.query(`SELECT public_id FROM professionals WHERE email = '${email}'`).trim();
  const path = `/equipe/membres/${page}`;
  await readsNothingMore("a departure", member, "/suivis", async () => {
    const answer = await soizic.submit(path, `${path}/depart`);
    assert.equal(answer.status, 303);
  });
}

async function isDeactivated(one, other) {
  const claire = await entered(other, "Claire");
  const { body } = await claire.send("GET", "/suivis");
  const [file] = /\/personnes\/[0-9a-z]{26}/.exec(body);
  await readsNothingMore("a deactivated account", claire, file,
    () => one.command("user", "deactivate", PERSONAS.Claire));
}

const program = await startProgram(process.argv[2], "postgres");
let other;
try {
  other = await anotherNode(program);
  await leavesTheStructure(program, other);
  await isDeactivated(program, other);
} finally {
  if (other) await end(other.server);
  await program.stop();
}
