// Pages of two mebibytes for the memory that a database server shares, as its manual advises ("Linux
// Huge Pages") and docs/operating.md asks. Reserved while bases are measured, and given back.
import { readFileSync, writeFileSync } from "node:fs";

const RESERVED = "/proc/sys/vm/nr_hugepages";
const SPARE = 1.1; // a server shares more than its buffers

const count = () => Number(readFileSync(RESERVED, "utf8"));

// Room for `bytes`: true when the system gave it. It takes root, and memory that is not in pieces:
// what files keep of it is let go first, and read again when bases are warmed.
export function reserve(bytes) {
  const before = count();
  const wanted = Math.ceil((bytes * SPARE) / (2 << 20));
  const release = () => {
    if (count() !== before) writeFileSync(RESERVED, `${before}`);
  };
  if (before >= wanted) return { isGiven: true, release };
  try {
    writeFileSync("/proc/sys/vm/drop_caches", "3");
    writeFileSync("/proc/sys/vm/compact_memory", "1");
    writeFileSync(RESERVED, `${wanted}`);
  } catch (failure) {
    if (!["EACCES", "EPERM", "EROFS", "ENOENT"].includes(failure.code)) throw failure;
  }
  if (count() >= wanted) return { isGiven: true, release };
  release();
  return { isGiven: false, release };
}
