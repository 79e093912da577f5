// Social security numbers are typed wherever one can type: in their own forms, good and refused, and
// in fields for something else, by people who may and who may not. Afterwards none is found, however
// it was written, in the files of the database and its log of writes, in the log, in the mails, nor
// in the memory of the process, which is what a core dump holds. Control: a number planted in the
// base, and one in a request that has not ended, are found.
import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, readSync, fstatSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

import { hiddenFields, PERSONAS, Visitor } from "../support/visitor.mjs";
import { demand, pause, Unable, withProgram } from "./campaign.mjs";
import { partOf, recordFields } from "./workload.mjs";

const CHUNK = 1 << 24;
const OVERLAP = 64;
// Every number of the campaign is of Paris, of a commune that does not exist.
const MARKS = ["75999", "75 999", "75+999", "75.999", "75%20999", "75\u00a0999", "75%C2%A0999"]
  .map((mark) => Buffer.from(mark));

// ---- Numbers ----------------------------------------------------------------------------------

let made = 100;

// Of someone born that day; each call gives another.
function numberOf(born, sex = 2) {
  made += 1;
  const [year, month] = born.split("-");
  const body = `${sex}${year.slice(2)}${month}75999${made}`;
  return body + String(97 - Number(BigInt(body) % 97n)).padStart(2, "0");
}

const groups = (number) => /^(.)(..)(..)(..)(...)(...)(..)$/.exec(number).slice(1);
const WAYS = [
  (number) => number,
  (number) => groups(number).join(" "),
  (number) => groups(number).join("\u00a0"),
  (number) => groups(number).join("."),
];

// ---- Looking for them ---------------------------------------------------------------------------

const bare = (text) => text.replace(/%20|%C2%A0|\u00a0|\u00c2|[ +.]/g, "");

// The numbers of `typed` that stand in `bytes`, with or without their key.
function found(bytes, typed, hits) {
  for (const mark of MARKS) {
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
      const around = bare(bytes.toString("latin1", Math.max(0, at - 24), at + 40));
      for (const number of typed) if (around.includes(number.slice(0, 13))) hits.add(number);
    }
  }
}

function inRange(descriptor, from, to, typed, hits) {
  const chunk = Buffer.alloc(CHUNK + OVERLAP);
  let read = 0;
  for (let at = from; at < to; at += CHUNK) {
    const length = Math.min(chunk.length, to - at);
    let got = 0;
    try {
      got = readSync(descriptor, chunk, 0, length, at);
    } catch {
      continue; // a page that nobody may read
    }
    read += got;
    found(chunk.subarray(0, got), typed, hits);
  }
  return read;
}

// Of a file that the database took away since the folder was listed (its caches), nothing is left.
function opened(file) {
  try {
    return openSync(file, "r");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  }
}

function inFile(file, typed, hits) {
  const descriptor = opened(file);
  if (descriptor === undefined) return 0;
  try {
    return inRange(descriptor, 0, fstatSync(descriptor).size, typed, hits);
  } finally {
    closeSync(descriptor);
  }
}

function inFolderOf(folder, typed, hits) {
  let read = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) read += inFolderOf(path, typed, hits);
    else if (entry.isFile()) read += inFile(path, typed, hits);
  }
  return read;
}

function inMemory(pid, typed, hits) {
  let descriptor;
  try {
    descriptor = openSync(`/proc/${pid}/mem`, "r");
  } catch (refused) {
    throw new Unable(`the memory of a child cannot be read here: ${refused.code}`);
  }
  let read = 0;
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
      const range = /^([0-9a-f]+)-([0-9a-f]+) r.*?(\[v\w+\])?$/.exec(line);
      if (!range || range[3]) continue;
      read += inRange(descriptor, Number.parseInt(range[1], 16), Number.parseInt(range[2], 16),
        typed, hits);
    }
  } finally {
    closeSync(descriptor);
  }
  return read;
}

function databaseFolder(program, engine) {
  if (engine === "sqlite") return program.base.folder;
  program.base.change("CHECKPOINT");
  return program.base.query("SHOW data_directory").trim();
}

async function inMails(program, typed) {
  const hits = new Set();
  for (const email of Object.values(PERSONAS))
    found(Buffer.from(JSON.stringify(await program.mails(email))), typed, hits);
  return hits;
}

// Where each number was found; and how much was read.
function search(program, engine, log, typed) {
  const hits = { database: new Set(), log: new Set(), memory: new Set() };
  const stored = inFolderOf(databaseFolder(program, engine), typed, hits.database);
  demand(inFile(log, typed, hits.log) > 0, "the log is empty: nothing was searched");
  const memory = inMemory(program.server.pid, typed, hits.memory);
  demand(stored > 1e5 && memory > 1e6, `only ${stored} and ${memory} bytes were searched`);
  return { hits, stored, memory };
}

// ---- Typing them --------------------------------------------------------------------------------

const BORN = "1984-03-02";

class Typist {
  typed = new Set();
  statuses = new Map();

  constructor(program) {
    this.program = program;
  }

  async enter(persona, byCode = false) {
    const visitor = new Visitor(this.program, `192.0.2.${10 + Math.floor(Math.random() * 200)}`);
    await (byCode ? visitor.enterByCode(persona) : visitor.enterAs(persona));
    return visitor;
  }

  // Sends the form of the page `from` to `action`; what is a number in it is remembered.
  async send(visitor, from, action, fields, wanted, numbers) {
    for (const number of numbers) this.typed.add(number);
    const answer = await visitor.submit(from, action, fields);
    demand(wanted.includes(answer.status), `POST ${action} got ${answer.status}`);
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    for (const number of numbers)
      demand(!bare(answer.body).includes(number.slice(0, 13)), `${action} showed a number`);
    return answer;
  }

  async record(visitor, birthName) {
    const fields = recordFields({ birthName, number: made })
      .map(([name, value]) => [name, name === "date_naissance" ? BORN : value]);
    const answer = await visitor.submit("/personnes/identite", "/personnes/enregistrer", fields);
    demand(answer.status === 303, `recording got ${answer.status}`);
    return answer.headers.location;
  }

  async give(visitor, file, number, way, wanted, civility = "madame") {
    return this.send(visitor, `${file}/nir`, `${file}/nir`,
      [["secret_nir", way(number)], ["civilite", civility]], wanted, [number]);
  }

  async look(visitor, number, way, wanted) {
    const page = await this.send(visitor, "/personnes/nir", "/personnes/nir",
      [["secret_nir", way(number)]], [200], [number]);
    const fields = [...hiddenFields(page.body, "/personnes/nir/confirmer"), ...partOf()];
    const answer = await visitor.send("POST", "/personnes/nir/confirmer", { fields });
    demand(answer.status === wanted, `looking for a number got ${answer.status}`);
    const again = await visitor.send("POST", "/personnes/nir/confirmer", { fields });
    demand(wanted !== 303 || again.status === 303, "the same form again");
  }
}

const wrongKey = (number) => number.slice(0, 13) + (number.endsWith("11") ? "12" : "11");

async function goodAndRefused(typist, claire, karim) {
  const names = ["Vasseur Ama", "Vasseur Bea", "Vasseur Cyr", "Vasseur Dan"];
  const files = [];
  const numbers = [];
  for (const [i, name] of names.entries()) {
    files.push(await typist.record(claire, name));
    numbers.push(numberOf(BORN));
    await typist.give(claire, files[i], numbers[i], WAYS[i], [303]);
  }
  await typist.give(claire, files[0], numbers[1], WAYS[1], [422]); // another's
  await typist.give(claire, files[0], numberOf("1971-03-02"), WAYS[0], [422]);
  await typist.give(claire, files[0], numberOf(BORN, 1), WAYS[2], [422]);
  await typist.give(claire, files[0], wrongKey(numberOf(BORN)), WAYS[0], [422]);
  await typist.give(claire, files[0], numberOf(BORN), WAYS[0], [422], "");
  for (const [i, number] of numbers.entries()) await typist.look(karim, number, WAYS[i], 303);
  return { file: files[0], number: numbers[3] };
}

async function refusedLooks(typist, soizic) {
  const door = "/personnes/nir";
  for (const way of WAYS) await typist.look(soizic, numberOf(BORN), way, 422);
  for (const wrong of [wrongKey(numberOf(BORN)), numberOf(BORN).slice(0, 13), numberOf(BORN, 8)])
    await typist.send(soizic, door, door, [["secret_nir", wrong]], [422], [wrong]);
  // Until it is too often.
  let last = 422;
  for (let i = 0; i < 10 && last === 422; i += 1) {
    const number = numberOf(BORN);
    const page = await typist.send(soizic, door, door, [["secret_nir", number]], [200], [number]);
    const fields = [...hiddenFields(page.body, `${door}/confirmer`), ...partOf()];
    last = (await soizic.send("POST", `${door}/confirmer`, { fields })).status;
  }
  demand(last === 429, `too many numbers got ${last}`);
}

async function whoMayNot(typist) {
  const number = numberOf(BORN);
  const ines = await typist.enter("Inès");
  for (const action of ["/personnes/nir", "/personnes/nir/confirmer"])
    await typist.send(ines, "/personnes/suivre", action, [["secret_nir", number]], [403], [number]);
  const karim = await typist.enter("Karim", true);
  await typist.send(karim, "/personnes/suivre", "/personnes/nir", [["secret_nir", number]], [303],
    [number]);
}

async function wrongFields(typist, awa) {
  for (const way of WAYS) {
    const number = numberOf(BORN);
    await typist.send(awa, "/personnes/suivre", "/personnes/collegues", [["nom", way(number)]],
      [422], [number]);
  }
  const good = recordFields({ birthName: "Vasseur Eve", number: 7 });
  for (const [name] of good) {
    const number = numberOf(BORN);
    const fields = good.map((field) => field[0] === name ? [name, WAYS[made % 4](number)] : field);
    await typist.send(awa, "/personnes/identite", "/personnes/enregistrer", fields, [422], [number]);
  }
}

// A form that cannot be read at all, and one sent by who has no session any more.
async function broken(typist, awa, claire, file) {
  const fields = await claire.fill(`${file}/nir`, `${file}/nir`);
  const number = numberOf(BORN);
  typist.typed.add(number);
  const malformed = await awa.send("POST", "/personnes/nir", {
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    fields: [["secret_nir", number], ["nom", "\u0001"]] });
  demand(malformed.status === 400, `a malformed form got ${malformed.status}`);
  typist.program.base.change("UPDATE access_sessions SET expires_at = 1");
  const lost = [...fields, ["secret_nir", number], ["civilite", "madame"]];
  const late = await claire.send("POST", `${file}/nir`, { fields: lost });
  demand(late.headers.location === "/connexion", "the session had ended");
  const drafts = () => Number(typist.program.base.query("SELECT count(*) FROM access_drafts"));
  demand(drafts() === 1, "the rest of the form was to be kept");
}

// ---- Changing the keys --------------------------------------------------------------------------

// `gps keys rotate`, killed after `killMs` if it is given; whether it came to its end.
function rotating(program, killMs) {
  const env = program.settings;
  const child = spawn(program.path, ["keys", "rotate"], { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const timer = killMs && setTimeout(() => child.kill("SIGKILL"), killMs);
  return new Promise((ended, failed) => {
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0 || signal === "SIGKILL") ended(code === 0);
      else failed(new Error(`gps keys rotate ended with ${code}:\n${said}`));
    });
  });
}

// While it runs, is killed and runs again, somebody looks for a number and finds who bears it.
async function rotated(typist, program, awa, number) {
  await typist.look(awa, number, WAYS[0], 303);
  demand(!await rotating(program, 600), "the first rotation was to be killed");
  await typist.look(awa, number, WAYS[1], 303);
  const second = rotating(program);
  let isOver = false;
  second.finally(() => {
    isOver = true;
  });
  let found = 0;
  for (; !isOver && found < 7; found += 1, await pause(350))
    await typist.look(awa, number, WAYS[found % 4], 303);
  demand(await second, "the second rotation was to end");
  await typist.look(awa, number, WAYS[0], 303);
  const versions = program.base.query("SELECT DISTINCT key_version FROM nir_numbers").trim();
  demand(versions === "2", `numbers are kept by the versions ${versions}`);
  return `keys changed, killed once, while a number was looked for ${found + 3} times and found`;
}

// ---- The campaign -------------------------------------------------------------------------------

// A request whose body has not come whole, with a number in it.
function unfinished(program, number) {
  const { hostname, port, host } = new URL(program.url);
  return new Promise((open, failed) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`POST /connexion HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ` +
        `application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\nemail=${number}`);
      setTimeout(() => open(socket), 300);
    });
    socket.once("error", failed);
  });
}

// The program waits half a minute for a request: on a busy machine the search may come after that.
const TRIES = 3;

async function searchedWhileSending(program, engine, log, [stored, sent]) {
  for (let tries = 1; ; tries += 1) {
    const socket = await unfinished(program, sent);
    const { hits } = search(program, engine, log, [stored, sent]);
    socket.destroy();
    if (hits.memory.has(sent) || tries === TRIES) return hits;
  }
}

async function controls(program, engine, log) {
  const [stored, sent] = [numberOf(BORN), numberOf(BORN)];
  program.base.change(`UPDATE persons SET commune = '${stored}' WHERE id = 1`);
  const hits = await searchedWhileSending(program, engine, log, [stored, sent]);
  demand(hits.database.has(stored), "a number planted in the base was not found");
  demand(hits.memory.has(sent), "a number planted in the memory was not found");
  return "control (planted in the base, in the memory) seen";
}

async function campaign(program, engine, log) {
  const typist = new Typist(program);
  const claire = await typist.enter("Claire");
  const awa = await typist.enter("Awa");
  const { file, number } = await goodAndRefused(typist, claire, await typist.enter("Karim"));
  await refusedLooks(typist, await typist.enter("Soizic"));
  await whoMayNot(typist);
  await wrongFields(typist, awa);
  const keys = await rotated(typist, program, awa, number);
  await broken(typist, awa, claire, file);
  await pause(500);
  const typed = [...typist.typed];
  const mails = await inMails(program, typed);
  const { hits, stored, memory } = search(program, engine, log, typed);
  for (const [where, those] of Object.entries({ mails, ...hits }))
    demand(those.size === 0, `${those.size} of ${typed.length} numbers found in the ${where}`);
  const mega = (bytes) => `${Math.round(bytes / 1e6)} MB`;
  return `${typed.length} numbers typed, 0 found in ${mega(stored)} of database files, the log, ` +
    `the mails, ${mega(memory)} of memory; ${keys}; ${await controls(program, engine, log)}`;
}

const on = (engine) => ({ path }) =>
  withProgram(path, engine, { settings: { GPS_LOG: "debug" } }, (program) =>
    campaign(program, engine, program.options.log));

export const parts = { SQLite: on("sqlite"), PostgreSQL: on("postgres") };
