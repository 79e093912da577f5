// The program as it is delivered, serving a base; what it and its database use of the machine; and
// professionals who sign in to it by the code of a mail, as everyone does.
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, readdirSync, writeFileSync }
  from "node:fs";
import { Agent } from "node:http";
import { join } from "node:path";

import { MailSink, cleanEnvironment, end, firstLine } from "../tests/support/program.mjs";
import { Visitor, hiddenFields } from "../tests/support/visitor.mjs";

const SIGNED_IN_AT_ONCE = 16;
const FROM_ONE_SOURCE = 60; // the program lets one send 300 forms of sign-in a minute

// Nanoseconds of processor that the threads of a process used since they began.
function nanosecondsOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) =>
      sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]), 0);
  } catch {
    return 0; // it has just ended
  }
}

function childrenOf(pid) {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).filter((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === pid;
    } catch {
      return false;
    }
  });
}

// What runs, so that nothing stays behind when the measure is interrupted.
const running = new Set();

export function endAll() {
  for (const child of running) child.kill();
}

export class Service {
  // `more`: settings besides those of every measure; `preload`: what is loaded before the program.
  static async start(tools, base, more = {}) {
    const service = new Service();
    service.base = base;
    service.tools = tools;
    service.sink = await new MailSink().start();
    try {
      await service.serve(more);
    } catch (failure) {
      await service.sink.stop();
      throw failure;
    }
    return service;
  }

  async serve(more = {}) {
    this.settings = { ...cleanEnvironment(), GPS_DATABASE: this.base.url, GPS_KEYS: this.tools.keys,
      GPS_LISTEN: "127.0.0.1:0", GPS_MAIL_FROM: "gps@demonstration.example.org",
      GPS_SMTP: `smtp://127.0.0.1:${this.sink.ports.smtp}`, GPS_SMTP_TLS: "opportunistic",
      GPS_TRUSTED_PROXIES: "127.0.0.1", GPS_LOG: "warning", ...more };
    const log = openSync(`${this.tools.folder}/service.log`, "a");
    const began = process.hrtime.bigint();
    this.process = spawn(this.tools.program, ["serve"],
      { env: this.settings, stdio: ["ignore", "pipe", log] });
    closeSync(log);
    running.add(this.process).add(this.sink.child);
    this.url = /http:\S+/.exec(await firstLine(this.process))[0];
    this.readyAfterMs = Number(process.hrtime.bigint() - began) / 1e6;
    this.port = Number(new URL(this.url).port);
  }

  async stop() {
    await end(this.process);
    await this.sink.stop();
    running.delete(this.process);
    running.delete(this.sink.child);
  }

  mails(to) {
    return this.sink.mails(to);
  }

  nextMail(to, known = 0) {
    return this.sink.next(to, known);
  }

  // Nanoseconds of processor so far, by process: the program, and each backend of its database.
  get processor() {
    const { helpers } = this.base;
    const all = [this.process.pid, ...helpers ? childrenOf(helpers) : []];
    return new Map(all.map((pid) => [Number(pid), nanosecondsOf(pid)]));
  }

  // Milliseconds used since `before`, over `count` requests: of the program, and with its database.
  // What came or went meanwhile is not of the service.
  costOf(count, before) {
    const now = this.processor;
    let all = 0;
    for (const [pid, used] of now) if (before.has(pid)) all += used - before.get(pid);
    const own = now.get(this.process.pid) - before.get(this.process.pid);
    return { cpu_ms: all / 1e6 / count, own_cpu_ms: own / 1e6 / count };
  }

  // Bytes that are its own and nobody's file.
  get anonymousMemory() {
    const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
    return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)[1]) * 1024;
  }
}

// Runs `act` on each of `all`, a few at once, and returns what it gave, in order.
export async function eachOf(all, act, atOnce = SIGNED_IN_AT_ONCE) {
  const given = new Array(all.length);
  let next = 0;
  const work = async () => {
    while (next < all.length) {
      const place = next++;
      given[place] = await act(all[place], place);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return given;
}

let sources = (Date.now() % 40000); // another run, soon after, comes from elsewhere

// The sessions that earlier runs opened on this base, for those that still are: the program lets an
// address have five codes in a quarter of an hour.
class Sessions {
  constructor({ tools, base }) {
    this.file = join(tools.folder, `sessions-${base.engine}-${base.set}.json`);
    this.known = existsSync(this.file) ? JSON.parse(readFileSync(this.file, "utf8")) : {};
  }

  // Each is lent once.
  take(email) {
    return this.known[email]?.shift();
  }

  keep(all) {
    for (const { email, cookies } of all) (this.known[email] ??= []).push(cookies);
    writeFileSync(this.file, JSON.stringify(this.known));
  }
}

async function isOpen(visitor, cookies) {
  if (!cookies) return false;
  visitor.cookies = cookies;
  const { status } = await visitor.send("GET", "/suivis");
  return status === 200;
}

// Each professional with a session: { ...professional, visitor, cookies }. Someone who is there
// several times opens one after the other: codes are told apart by their order.
export async function signIn(service, professionals) {
  const sessions = new Sessions(service);
  const agent = new Agent({ keepAlive: true, maxSockets: SIGNED_IN_AT_ONCE });
  const visitorOf = () => {
    const place = Math.floor(sources++ / FROM_ONE_SOURCE);
    return new Visitor(service, `198.51.${100 + (place >> 8)}.${place & 255}`, agent);
  };
  const open = async ({ email }) => {
    const known = visitorOf();
    if (await isOpen(known, sessions.take(email))) return known;
    const visitor = visitorOf();
    await visitor.enterByCode(email);
    return visitor;
  };
  const emails = [...new Set(professionals.map(({ email }) => email))];
  const opened = professionals.map((professional) => ({ ...professional }));
  await eachOf(emails, async (email) => {
    for (const one of opened.filter((other) => other.email === email)) {
      one.visitor = await open(one);
      one.cookies = one.visitor.cookies;
    }
  });
  sessions.keep(opened);
  return opened;
}

// The body of one form more, as the page gives it, with what is typed.
export async function formOf(visitor, from, action, typed) {
  const page = await visitor.send("GET", from);
  if (page.status !== 200) throw new Error(`${from} answered ${page.status}`);
  const names = new Set(typed.map(([name]) => name));
  const hidden = hiddenFields(page.body, action).filter(([name]) => !names.has(name));
  return new URLSearchParams([...hidden, ...typed]).toString();
}
