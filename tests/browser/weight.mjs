// What pages weigh, as the network carries them: compressed bodies and headers.
import assert from "node:assert/strict";

// kB are 1000 bytes.
export const FIRST_VISIT = { bytes: 110_000, requests: 7 };
export const NEXT_PAGE = { bytes: 10_000, requests: 1 };

// What the network carried while `act` ran.
export async function carried(actor, act) {
  const session = await actor.context.newCDPSession(actor.page);
  await session.send("Network.enable");
  const fromCache = new Set();
  const sizes = new Map();
  session.on("Network.requestServedFromCache", ({ requestId }) => fromCache.add(requestId));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
    sizes.set(requestId, encodedDataLength));
  await act();
  await actor.page.waitForLoadState("networkidle");
  await session.detach();
  const weights = [...sizes].filter(([id, size]) => size > 0 && !fromCache.has(id))
    .map(([, size]) => size);
  return { requests: weights.length, bytes: weights.reduce((sum, size) => sum + size, 0) };
}

// Tells it, and fails when it is more than `most`.
export function isWithin(most, { bytes, requests }, what) {
  const said = `${what}: ${requests} requests, ${bytes} bytes`;
  console.log(`weight of ${said}`);
  assert.ok(requests >= 1 && requests <= most.requests && bytes <= most.bytes, said);
}
