// A proxy before the program, which spoils one thing of it: an attack that finds nothing in the
// program must find something through this one, or what it says of the program is void.
import { createServer, request as open } from "node:http";

function read(stream) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    stream.on("error", reject);
  });
}

// What the program answers: { status, headers, body }.
export function forward(program, { method, path, headers, body }) {
  const { hostname, port } = new URL(program.url);
  return new Promise((resolve, reject) => {
    const to = { hostname, port, method, path, headers, agent: false };
    const request = open(to, async (answer) => resolve({ status: answer.statusCode,
      headers: { ...answer.headers }, body: await read(answer) }));
    request.on("error", reject);
    request.end(body);
  });
}

// What a browser says of this proxy is said of the program.
function asked(program, url, request, body) {
  const headers = { ...request.headers };
  delete headers["accept-encoding"]; // answers are read here
  delete headers.connection;
  delete headers["transfer-encoding"];
  if (headers.host === new URL(url).host) headers.host = new URL(program.url).host;
  if (headers.origin === url) headers.origin = program.url;
  return { method: request.method, path: request.url, headers, body };
}

async function answered(program, url, spoils, request) {
  const one = asked(program, url, request, await read(request));
  const early = await spoils.request?.(one, program);
  if (one.body.length || one.method === "POST") one.headers["content-length"] = one.body.length;
  const answer = early ?? await forward(program, one);
  await spoils.answer?.(answer, one);
  return answer;
}

// The program as `spoils` makes it look, under another address: `request(asked)` may change what is
// asked, or answer; `answer(answer, asked)` may change what is answered. stopProxy() ends it.
export async function spoiled(program, spoils) {
  let url = "";
  const server = createServer(async (request, response) => {
    try {
      const { status, headers, body } = await answered(program, url, spoils, request);
      const { "content-length": length, "transfer-encoding": coding, ...kept } = headers;
      response.writeHead(status, kept).end(request.method === "HEAD" ? "" : body);
    } catch (failure) {
      response.writeHead(502).end(failure.message);
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${server.address().port}`;
  const stopProxy = () => new Promise((ended) => {
    server.close(ended);
    server.closeAllConnections();
  });
  return Object.create(program, { url: { value: url }, stopProxy: { value: stopProxy } });
}
