// Volumes of a campaign's own: one that loses what was not forced to the disk, as a power cut
// does, and one that is soon full. They need the right to mount.
import { execFileSync } from "node:child_process";
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

import { pause, Unable } from "./campaign.mjs";

const XFS_BYTES = "400M"; // mkfs.xfs makes none under 300
const UNMOUNT_TRIES = 50;

function run(program, ...words) {
  try {
    execFileSync(program, words, { stdio: ["ignore", "pipe", "pipe"] });
  } catch (failure) {
    const said = String(failure.stderr ?? "").trim() || failure.message;
    throw new Error(`${program} ${words[0]}: ${said}`);
  }
}

function orUnable(act, what) {
  try {
    act();
  } catch (failure) {
    throw new Unable(`${what}: ${failure.message}`);
  }
}

class Mounted {
  constructor(folder, name) {
    this.path = join(folder, name);
    mkdirSync(this.path);
  }

  // Those who had files open have just ended: the kernel may need a moment.
  async unmount() {
    for (let tries = 1; ; tries += 1) {
      try {
        return run("umount", this.path);
      } catch (failure) {
        if (tries === UNMOUNT_TRIES) throw failure;
        await pause(100);
      }
    }
  }
}

// XFS in a file, on a loop device. Its shutdown loses at once all that was written and not synced.
export class CutVolume extends Mounted {
  constructor(folder) {
    super(folder, "volume");
    this.image = join(folder, "volume.xfs");
    orUnable(() => {
      run("truncate", "--size", XFS_BYTES, this.image);
      run("mkfs.xfs", "-q", this.image);
      this.mount();
    }, "no XFS volume can be mounted here");
  }

  mount() {
    run("mount", "-o", "loop", this.image, this.path);
  }

  cut() {
    run("xfs_io", "-x", "-c", "shutdown", this.path);
  }

  // All that is written is on the disk.
  sync() {
    run("sync", "--file-system", this.path);
  }
}

// A file system in memory, of so many megabytes.
export class SmallVolume extends Mounted {
  constructor(folder, megabytes) {
    super(folder, "small");
    this.filler = join(this.path, "filler");
    orUnable(() => run("mount", "-t", "tmpfs", "-o", `size=${megabytes}m,mode=0755`, "none",
      this.path), "no small volume can be mounted here");
  }

  // Until not a byte is left.
  fill() {
    const file = openSync(this.filler, "a");
    try {
      for (const size of [1 << 20, 4096, 1]) this.#fillBy(file, Buffer.alloc(size));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  #fillBy(file, block) {
    try {
      while (writeSync(file, block) === block.length);
    } catch (failure) {
      if (failure.code !== "ENOSPC") throw failure;
    }
  }

  free() {
    rmSync(this.filler);
  }
}
