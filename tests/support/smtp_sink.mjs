// An SMTP server for the tests, on loopback: it accepts mails, keeps them parsed in memory and
// shows them over HTTP. Nothing leaves the machine.
//
//   node tests/support/smtp_sink.mjs [--smtp PORT] [--http PORT] [--store FILE]
//                                    [--slow-ms MS] [--tls FOLDER]
//
// Says {"smtp":PORT,"http":PORT} on one line of standard output once it is ready; port 0, the
// default, lets the system choose. --store appends each mail to a file, a JSON object a line.
// --tls offers STARTTLS with a certificate made in FOLDER (certificate.pem).
//
// Faults, by the start of the recipient's address: "refus" is refused for good (550), "plustard"
// for now (451), "lent" is answered after --slow-ms (3000).
//
//   GET /mails?to=ADDRESS     the mails received, the oldest first; without `to`, all of them
//   DELETE /mails             forgets them

import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const { values: options } = parseArgs({
  options: {
    smtp: { type: "string", default: "0" },
    http: { type: "string", default: "0" },
    store: { type: "string" },
    "slow-ms": { type: "string", default: "3000" },
    tls: { type: "string" },
  },
});

const LOOPBACK = "127.0.0.1";
const mails = [];

function certificate(folder) {
  const key = join(folder, "key.pem");
  const cert = join(folder, "certificate.pem");
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
    "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
    "-keyout", key, "-out", cert];
  execFileSync("openssl", request, { stdio: "ignore" });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

function judgeRecipient({ address }, session, done) {
  if (address.startsWith("refus")) return done(refusal(550, `5.1.1 <${address}> unknown`));
  if (address.startsWith("plustard")) return done(refusal(451, `4.7.1 <${address}> later`));
  if (address.startsWith("lent")) return setTimeout(done, Number(options["slow-ms"]));
  return done();
}

async function keep(stream, session) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const parsed = await simpleParser(raw);
  const mail = {
    to: session.envelope.rcptTo.map(({ address }) => address),
    from: session.envelope.mailFrom.address,
    secure: session.secure,
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html || "",
    messageId: parsed.messageId,
    date: parsed.date,
    headers: Object.fromEntries(parsed.headerLines.map(({ key, line }) => [key, line])),
    raw: raw.toString("latin1"),
  };
  mails.push(mail);
  if (options.store) appendFileSync(options.store, `${JSON.stringify(mail)}\n`);
}

function answer(request, response) {
  const url = new URL(request.url, `http://${LOOPBACK}`);
  if (url.pathname !== "/mails") return response.writeHead(404).end();
  if (request.method === "DELETE") {
    mails.length = 0;
    return response.writeHead(204).end();
  }
  const to = url.searchParams.get("to");
  const chosen = mails.filter((mail) => to === null || mail.to.includes(to));
  response.writeHead(200, { "content-type": "application/json" });
  return response.end(JSON.stringify(chosen));
}

function listen(server, port) {
  return new Promise((ready, failed) => {
    server.once("error", failed);
    server.listen(Number(port), LOOPBACK, ready);
  });
}

const smtp = new SMTPServer({
  ...(options.tls ? certificate(options.tls) : {}),
  hideSTARTTLS: !options.tls,
  authOptional: true,
  disabledCommands: ["AUTH"],
  disableReverseLookup: true,
  logger: false,
  onRcptTo: judgeRecipient,
  onData: (stream, session, done) => keep(stream, session).then(() => done(), done),
});
smtp.on("error", () => {}); // a client that breaks its connection is a fault under test

const http = createServer(answer);
await listen(smtp, options.smtp);
await listen(http, options.http);
const ports = { smtp: smtp.server.address().port, http: http.address().port };
process.stdout.write(`${JSON.stringify(ports)}\n`);
process.on("SIGTERM", () => process.exit(0));
