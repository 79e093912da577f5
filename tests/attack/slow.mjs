// Clients who hold what they take: heads that never end, bodies and answers a drop at a time, 200
// sockets and more at once, while somebody honest is answered within a second and each of them is
// let go in time. Control: a server of ours without time limits and with few places.
import { createServer } from "node:http";
import { connect } from "node:net";

import { pause } from "./attack.mjs";

const PATIENCE_MS = 1000; // of whoever is honest
const LATE = 0.03; // a machine that is busy with something else makes a few wait
const SURE_AFTER = 10; // honest pages, for the control
const EVERY_MS = 2000; // a drop
const LET_GO_MS = 25000; // limits are 8, 10 and 15 s (web/server.hpp), looked at a moment later
const SIZES = { short: 200, long: 2000 };

// ---- Those who hold -----------------------------------------------------------------------------

const HEAD = "Host: 127.0.0.1\r\nX-Forwarded-For: 10.200.0.1\r\n";

// kind -> what is sent first, and then a drop at a time.
const KINDS = {
  "slow head": { first: `GET /connexion HTTP/1.1\r\n${HEAD}`, drop: "X-a: b\r\n" },
  "slow first byte": { first: "", drop: "" },
  "slow body": { first: `POST /connexion HTTP/1.1\r\n${HEAD}Content-Type: ` +
    "application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nemail=", drop: "a" },
  "slow chunks": { first: `POST /connexion HTTP/1.1\r\n${HEAD}Content-Type: ` +
    "application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n",
  drop: "1\r\na\r\n" },
  "slow reading": { first: `GET /plan-du-site HTTP/1.1\r\n${HEAD}\r\n`.repeat(200), drop: "",
    isDeaf: true },
};

class Holder {
  isOpen = true;

  constructor({ port, hostname }, kind) {
    const { first, drop, isDeaf } = KINDS[kind];
    this.kind = kind;
    this.socket = connect(Number(port), hostname, () => this.socket.write(first));
    this.socket.on("error", () => this.#over());
    this.socket.on("close", () => this.#over());
    if (isDeaf) this.socket.pause();
    else this.socket.resume();
    this.timer = setInterval(() => this.#next(drop, isDeaf), EVERY_MS);
  }

  // Whoever does not read is told of the end of a connection by what they write.
  #next(drop, isDeaf) {
    if (drop || isDeaf) this.socket.write(drop || "G", () => {});
  }

  #over() {
    this.isOpen = false;
    clearInterval(this.timer);
  }

  drop() {
    this.#over();
    this.socket.destroy();
  }
}

// ---- Whoever is honest --------------------------------------------------------------------------

// How long a page took, or PATIENCE_MS and what went wrong.
async function honest(url) {
  const start = Date.now();
  try {
    const answer = await fetch(`${url}/connexion`, { signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { "x-forwarded-for": `10.201.${start >> 8 & 255}.${start & 255}`,
        connection: "close" } });
    await answer.text();
    return { ms: Date.now() - start, wrong: answer.status === 200 ? "" : `got ${answer.status}` };
  } catch (failure) {
    return { ms: PATIENCE_MS, wrong: `got nothing: ${failure.cause?.code ?? failure.name}` };
  }
}

async function held(url, many, isControl) {
  const kinds = Object.keys(KINDS);
  const holders = Array.from({ length: many }, (_, number) =>
    new Holder(new URL(url), kinds[number % kinds.length]));
  const findings = [];
  const times = [];
  const late = [];
  try {
    for (const start = Date.now(); Date.now() - start < LET_GO_MS; await pause(100)) {
      const { ms, wrong } = await honest(url);
      times.push(ms);
      if (wrong) late.push(wrong);
      if (isControl && times.length >= SURE_AFTER) break;
      if (times.length > 20 && holders.every(({ isOpen }) => !isOpen)) break;
    }
    if (late.length > LATE * times.length)
      findings.push(`${late.length} of ${times.length} honest pages: ${late[0]}`);
    if (isControl) return { findings };
    for (const kind of kinds) {
      const open = holders.filter((one) => one.kind === kind && one.isOpen).length;
      if (open) findings.push(`${kind}: ${open} are held after ${LET_GO_MS / 1000} s`);
    }
  } finally {
    for (const holder of holders) holder.drop();
  }
  times.sort((a, b) => a - b);
  return { tried: many, findings,
    figures: `${times.length} honest pages meanwhile, median ${times[times.length >> 1]} ms, ` +
      `longest ${times.at(-1)} ms` };
}

export const planted = "a server without time limits and with few places";

async function controlled() {
  const server = createServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 },
    (request, response) => response.end("ok"));
  server.maxConnections = 40;
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    const { findings } = await held(`http://127.0.0.1:${server.address().port}`, 60, true);
    return findings.length > 0;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export async function attack({ program, long }) {
  const own = await held(program.url, long ? SIZES.long : SIZES.short, false);
  return { ...own, control: await controlled() };
}
