// Requests that two servers would cut in different places, malformed ones, and what is too large:
// each is refused, the connection closed, and what follows it is never taken for a request. Control:
// a server of ours with a lenient parser.
import { createServer } from "node:http";
import { connect } from "node:net";

const WITHIN_MS = 3000;
const REFUSED = [400, 405, 411, 413, 414, 417, 421, 431, 501, 505];

// What would be taken for a request of its own.
const SECOND = "GET /plan-du-site HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
const POST = "POST /connexion HTTP/1.1\r\nHost: 127.0.0.1\r\n" +
  "Content-Type: application/x-www-form-urlencoded\r\n";
const GET = "GET /connexion HTTP/1.1\r\nHost: 127.0.0.1\r\n";
const chunked = (coding, body) => `${POST}${coding}\r\n\r\n${body}`;
const both = (one, other) => `${POST}${one}\r\n${other}\r\n\r\n0\r\n\r\n${SECOND}`;
const LENGTH = `Content-Length: ${SECOND.length + 5}`;

const CASES = {
  "CL and TE": both(LENGTH, "Transfer-Encoding: chunked"),
  "TE and CL": both("Transfer-Encoding: chunked", LENGTH),
  "CL 0 and TE": both("Content-Length: 0", "Transfer-Encoding: chunked"),
  "two lengths that differ": `${POST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nemail${SECOND}`,
  "two lengths, one list": `${POST}Content-Length: 5, 6\r\n\r\nemail${SECOND}`,
  "two equal lengths": `${POST}Content-Length: 5\r\nContent-Length: 5\r\n\r\nemail${SECOND}`,
  "a length with a sign": `${POST}Content-Length: +5\r\n\r\nemail${SECOND}`,
  "a negative length": `${POST}Content-Length: -1\r\n\r\n${SECOND}`,
  "a length in hexadecimal": `${POST}Content-Length: 0x5\r\n\r\nemail${SECOND}`,
  "a length with a blank in it": `${POST}Content-Length: 1 5\r\n\r\n${SECOND}`,
  "a length too long": `${POST}Content-Length: 99999999999999999999\r\n\r\n${SECOND}`,
  "an empty length": `${POST}Content-Length:\r\n\r\n${SECOND}`,
  "a blank before the colon": `${POST}Content-Length : 5\r\n\r\nemail${SECOND}`,
  "TE with a blank before the colon": both(LENGTH, "Transfer-Encoding : chunked"),
  "TE after a tab": both(LENGTH, "Transfer-Encoding:\tchunked"),
  "TE of an unknown coding": both(LENGTH, "Transfer-Encoding: xchunked"),
  "TE of two codings": both(LENGTH, "Transfer-Encoding: chunked, identity"),
  "TE twice": `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n` +
    SECOND,
  "TE quoted": both(LENGTH, 'Transfer-Encoding: "chunked"'),
  "TE folded": both(LENGTH, "Transfer-Encoding:\r\n chunked"),
  "TE behind a vertical tab": both(LENGTH, "Transfer-Encoding: \x0bchunked"),
  "TE under another name": both(LENGTH, "Transfer_Encoding: chunked\r\nX: y\r\n Z: w"),
  "TE by 1.0": both(LENGTH, "Transfer-Encoding: chunked").replace("HTTP/1.1", "HTTP/1.0"),
  "a chunk that is not a number": chunked("Transfer-Encoding: chunked", `zz\r\n${SECOND}`),
  "a negative chunk": chunked("Transfer-Encoding: chunked", `-1\r\n${SECOND}`),
  "a chunk with 0x": chunked("Transfer-Encoding: chunked", `0x5\r\nemail\r\n0\r\n\r\n${SECOND}`),
  "a chunk too large": chunked("Transfer-Encoding: chunked", `fffffffffffffffff\r\n${SECOND}`),
  "a chunk longer than told": chunked("Transfer-Encoding: chunked", `3\r\nemail\r\n0\r\n\r\n${SECOND}`),
  "a chunk ended by LF": chunked("Transfer-Encoding: chunked", `5\nemail\n0\n\n${SECOND}`),
  "a bare LF between headers": `${GET}X: y\nZ: w\r\n\r\n${SECOND}`,
  "a bare CR in a header": `${GET}X: y\rZ: w\r\n\r\n${SECOND}`,
  "a zero in a header": `${GET}X: y\0z\r\n\r\n${SECOND}`,
  "a folded header": `${GET}X: y\r\n z\r\n\r\n${SECOND}`,
  "a header without a name": `${GET}: y\r\n\r\n${SECOND}`,
  "a header without a colon": `${GET}X\r\n\r\n${SECOND}`,
  "a blank before the first header": `GET /connexion HTTP/1.1\r\n Host: a\r\n\r\n${SECOND}`,
  "no host": `GET /connexion HTTP/1.1\r\n\r\n${SECOND}`,
  "two hosts": `${GET}Host: ailleurs.example\r\n\r\n${SECOND}`,
  "a host with a path": `GET /connexion HTTP/1.1\r\nHost: 127.0.0.1/a\r\n\r\n${SECOND}`,
  "a method of one's own": `GÉT /connexion HTTP/1.1\r\nHost: a\r\n\r\n${SECOND}`,
  "two blanks": `GET  /connexion HTTP/1.1\r\nHost: a\r\n\r\n${SECOND}`,
  "no version": `GET /connexion\r\nHost: a\r\n\r\n${SECOND}`,
  "version 2.0": `GET /connexion HTTP/2.0\r\nHost: a\r\n\r\n${SECOND}`,
  "version 0.9": `GET /connexion HTTP/0.9\r\nHost: a\r\n\r\n${SECOND}`,
  "the preface of HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "TLS in clear": "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n",
  "a target without a slash": `GET connexion HTTP/1.1\r\nHost: a\r\n\r\n${SECOND}`,
  "a target too long": `GET /${"a".repeat(20000)} HTTP/1.1\r\nHost: a\r\n\r\n${SECOND}`,
  "a header too long": `${GET}X: ${"a".repeat(20000)}\r\n\r\n${SECOND}`,
  "a cookie too long": `${GET}Cookie: a=${"a".repeat(20000)}\r\n\r\n${SECOND}`,
  "a thousand headers": `${GET}${"X: y\r\n".repeat(1000)}\r\n${SECOND}`,
  "a thousand cookies": `${GET}${"Cookie: a=b\r\n".repeat(1000)}\r\n${SECOND}`,
  "a body too large": `${POST}Content-Length: 1100000\r\n\r\n${"a".repeat(1100000)}${SECOND}`,
  "chunks too large together": chunked("Transfer-Encoding: chunked",
    `10000\r\n${"a".repeat(65536)}\r\n`.repeat(20) + `0\r\n\r\n${SECOND}`),
  "an expectation of one's own": `${POST}Expect: 200-ok\r\nContent-Length: 5\r\n\r\nemail${SECOND}`,
};

// What came on one connection before it was closed, or WITHIN_MS.
function said(url, bytes) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = "";
    let isClosed = false;
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(bytes, "latin1")));
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, isClosed });
    };
    const timer = setTimeout(end, WITHIN_MS);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    for (const event of ["end", "close", "error"]) {
      socket.on(event, () => {
        isClosed = true;
        end();
      });
    }
  });
}

function wrong({ text, isClosed }) {
  const statuses = [...text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status));
  if (!isClosed) return "the connection stays open";
  if (statuses.length > 1) return `answered ${statuses.join(" and ")}`;
  if (statuses.some((status) => !REFUSED.includes(status))) return `answered ${statuses[0]}`;
  return "";
}

async function tried(url) {
  const findings = [];
  await Promise.all(Object.entries(CASES).map(async ([name, bytes]) => {
    const what = wrong(await said(url, bytes));
    if (what) findings.push(`${name}: ${what}`);
  }));
  return findings;
}

export const planted = "a server with a lenient parser";

async function controlled() {
  const server = createServer({ insecureHTTPParser: true }, (request, response) => {
    request.resume();
    request.on("end", () => response.end("ok"));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    const findings = await tried(`http://127.0.0.1:${server.address().port}`);
    return findings.some((one) => one.startsWith("CL and TE"));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export async function attack({ program }) {
  const findings = await tried(program.url);
  const { status } = await fetch(`${program.url}/connexion`);
  if (status !== 200) findings.push(`afterwards, a page answers ${status}`);
  return { tried: Object.keys(CASES).length, findings, control: await controlled() };
}
