// The table that bin/attack prints.
const MOST_FINDINGS = 10; // told of one attack

const HEAD = ["attack", "tried", "findings", "control found", "seconds"];

function cells({ name, engine, tried, findings, control, seconds, unable }) {
  const attack = `${name}, ${engine}`;
  if (unable) return [attack, "NOT RUN", "", "", seconds.toFixed(1)];
  return [attack, String(tried), String(findings.length), control ? "yes" : "NO",
    seconds.toFixed(1)];
}

function details({ name, engine, findings = [], control, planted, figures, unable }) {
  if (unable) return [`${name}, ${engine}: NOT RUN: ${unable}`];
  const told = findings.slice(0, MOST_FINDINGS).map((one) => `FOUND ${name}, ${engine}: ${one}`);
  if (findings.length > MOST_FINDINGS) told.push(`... and ${findings.length - MOST_FINDINGS} more`);
  if (!control) told.push(`${name}, ${engine}: the control was not found: ${planted}`);
  if (figures) told.push(`${name}, ${engine}: ${figures}`);
  return told;
}

export function report(ends) {
  const rows = [HEAD, ...ends.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const table = rows.map((row) => row.map((cell, column) =>
    column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])).join("  "));
  return [...table, ...ends.flatMap(details)].join("\n");
}
