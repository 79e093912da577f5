// The SQL of a page, as the program runs it: noted by tools/statements.cpp while the page is asked
// for, then explained, or run alone to know the limit.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// What a program is started with so that its statements are noted in `file`.
export function noting(library, file) {
  writeFileSync(file, "");
  return { LD_PRELOAD: library, BENCH_STATEMENTS: file };
}

// All that was noted since the place `from` of the file.
export function statementsSince(file, from = 0) {
  const records = readFileSync(file).subarray(from).toString("utf8").split("\x1e").slice(0, -1);
  return records.map((record) => {
    const [thread, text, ...values] = record.split("\x1f");
    return { thread, text: text.trim(), values };
  });
}

const BEGINS = /^BEGIN/i;
const ENDS = /^(COMMIT|ROLLBACK)$/i;
const ASKS_WHO_CALLS = /\bFROM access_sessions\b/;

// The transactions of each thread, each from BEGIN to its end.
function transactionsIn(statements) {
  const open = new Map();
  const ended = [];
  for (const one of statements) {
    if (BEGINS.test(one.text)) open.set(one.thread, []);
    open.get(one.thread)?.push(one);
    if (!ENDS.test(one.text) || !open.has(one.thread)) continue;
    ended.push(open.get(one.thread));
    open.delete(one.thread);
  }
  return ended;
}

const BEGINS_AN_ACT = /^SAVEPOINT act$/i;
const ENDS_AN_ACT = /^RELEASE act$/i;

// On SQLite, acts done at the same time share a transaction, each in a savepoint of its own
// (src/db/sqlite_writer.cpp): what frames it, and the act that statement `i` belongs to.
function actAround(transaction, i) {
  const begins = transaction.findLastIndex(({ text }, at) => at < i && BEGINS_AN_ACT.test(text));
  if (begins < 0) return transaction;
  const ends = transaction.findIndex(({ text }, at) => at > i && ENDS_AN_ACT.test(text));
  return [transaction[0], ...transaction.slice(begins, ends < 0 ? -1 : ends + 1), transaction.at(-1)];
}

const A_WHILE_MS = 100;
const MOST_WAITED_MS = 5000;

// What runs for the page that `act` asks for: the transaction that reads whose session it is. What
// the program does by itself meanwhile (mails, jobs) is left out.
export async function statementsOf(file, act) {
  const from = statSync(file).size;
  const answer = await act();
  if (answer.status !== 200 && answer.status !== 303)
    throw new Error(`the page answered ${answer.status}`);
  // On a busy machine, an answer may be read before the end of its transaction is noted.
  for (let waited = 0; waited < MOST_WAITED_MS; waited += A_WHILE_MS) {
    for (const transaction of transactionsIn(statementsSince(file, from))) {
      const asks = transaction.findIndex(({ text }) => ASKS_WHO_CALLS.test(text));
      if (asks >= 0) return actAround(transaction, asks);
    }
    await new Promise((done) => { setTimeout(done, A_WHILE_MS); });
  }
  throw new Error("the page read no session");
}

const FRAME = /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET )/i;

// Without those that only open and end the transaction.
export const counted = (statements) => statements.filter(({ text }) => !FRAME.test(text));

// ---- Their plans ------------------------------------------------------------------------------

// Tables that do not grow with people, nor with what is done about them. All others are large.
const SMALL =
  /^((structures|schema|demo|pg|sqlite)(_\w+)?|people_locks|activity_progress|teams_platform|platform_sights|audit_gaps|merges|departures)$/;

const isLarge = (table) => table !== undefined && !SMALL.test(table);

const literal = (value) => {
  if (value === "n") return "NULL";
  return value.startsWith("t") ? `'${value.slice(1).replaceAll("'", "''")}'` : value.slice(1);
};

// SQLite says SCAN when it reads a whole table or a whole index.
function wholeReadsOnSqlite(base, { text, values }) {
  const given = text.replace(/\$(\d+)/g, (all, number) => literal(values[number - 1]));
  const plan = base.query(`EXPLAIN QUERY PLAN ${given}`).split("\n")
    .map((line) => line.replace(/^[\s|`-]*/, ""));
  // What a statement names itself, or is given as one value, is no table.
  const own = new Set(["json_each", ...[...text.matchAll(
    /\b(\w+)\s*(?:\([\w\s,]*\))?\s+AS\s+(?:NOT\s+)?(?:MATERIALIZED\s+)?\(/gi)].map(([, name]) => name)]);
  const names = new Map([...text.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+AS\s+(\w+))?/gi)]
    .filter(([, table]) => !own.has(table))
    .flatMap(([, table, alias]) => [[table, table], [alias, table]]));
  return plan.filter((detail) => {
    const scanned = /^SCAN (\w+)/.exec(detail);
    return scanned && isLarge(names.get(scanned[1]));
  });
}

function nodesOf(plan) {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

// PostgreSQL reads a whole table by Seq Scan, or an index without a condition. The plan is the one
// for any values: the program asks for no other (src/db/postgres_connection.cpp).
function wholeReadsOnPostgres(base, { text, values }, isOfAPage) {
  const given = values.map((value) => (value === "n" ? "NULL" : `'${value.slice(1)
    .replaceAll("'", "''")}'`)).join(", ");
  const said = (settings) => base.query(`${settings}; PREPARE asked AS ${text};
    EXPLAIN (FORMAT JSON, COSTS OFF) EXECUTE asked${given ? `(${given})` : ""}`);
  const wholeIn = (plan) => nodesOf(JSON.parse(plan)[0].Plan).filter((node) =>
    isLarge(node["Relation Name"]) && (node["Node Type"] === "Seq Scan" ||
      (/^Index/.test(node["Node Type"]) && !node["Index Cond"])));
  const generic = "SET plan_cache_mode = force_generic_plan";
  const chosen = wholeIn(said(generic));
  if (chosen.length === 0) return [];
  // A table of a few rows is read whole for want of rows: for a page, what counts is whether it has
  // to be.
  const forced = !isOfAPage ? [] : wholeIn(said(`${generic}; SET enable_seqscan = off; SET enable_hashjoin = off;
    SET enable_mergejoin = off`));
  const wrong = [...forced, ...chosen.filter((node) => !isSmall(base, node["Relation Name"]))]
    .map((node) => `${node["Node Type"]} on ${node["Relation Name"]}`);
  return [...new Set(wrong)];
}

// The rows that a statement reads to answer, those it leaves out included. PostgreSQL counts them;
// SQLite does not.
export function rowsRead(base, { text, values }) {
  if (!/^SELECT\b/i.test(text)) return 0;
  const given = values.map((value) => (value === "n" ? "NULL" : `'${value.slice(1)
    .replaceAll("'", "''")}'`)).join(", ");
  const plan = base.query(`SET plan_cache_mode = force_generic_plan; PREPARE asked AS ${text};
    EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF, FORMAT JSON) EXECUTE asked${given ? `(${given})` : ""}`);
  return nodesOf(JSON.parse(plan)[0].Plan).filter((node) => node["Relation Name"])
    .reduce((sum, node) => sum + node["Actual Loops"] * (node["Actual Rows"] +
      (node["Rows Removed by Filter"] ?? 0)), 0);
}

const FEW_ROWS = 5000;

function isSmall(base, table) {
  return Number(base.query(`SELECT count(*) FROM (SELECT 1 FROM ${table} LIMIT ${FEW_ROWS}) AS few`))
    < FEW_ROWS;
}

// The large tables that a statement reads whole, and how; `isOfAPage`: people wait for it.
export function wholeReads(engine, base, statement, isOfAPage = true) {
  if (!/^(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i.test(statement.text)) return [];
  return engine === "sqlite" ? wholeReadsOnSqlite(base, statement)
    : wholeReadsOnPostgres(base, statement, isOfAPage);
}

// ---- Run alone --------------------------------------------------------------------------------

// For tools/sqlite_limit.cpp.
export function sqliteScript(file, pages) {
  const record = (fields) => `${fields.join("\x1f")}\x1e`;
  writeFileSync(file, pages.map((page) => record(["page"]) + page.map(({ thread, text, values }) =>
    record([thread, text, ...values])).join("")).join(""));
}

// For pgbench: a script a page. Returns its words: each script, and each value as a variable.
// `isFresh` tells, of a statement and the place of a value, that it has to be another each time: it
// is drawn once a transaction.
export function pgbenchWords(folder, name, pages, isFresh = () => false) {
  const variables = new Map();
  const variable = (value) => {
    if (!variables.has(value)) variables.set(value, `v${variables.size}`);
    return `:${variables.get(value)}`;
  };
  const given = (value) => ({ n: "NULL", t: "''" })[value] ?? variable(value.slice(1));
  const line = (statement) => `${statement.text.replace(/\$(\d+)/g, (all, number) =>
    (isFresh(statement, number - 1) ? ":fresh" : given(statement.values[number - 1])))};\n`;
  const draw = "\\set fresh random(1, 9000000000000000000)\n";
  const files = pages.map((page, i) => {
    const script = page.map((one) => (BEGINS.test(one.text) ? draw : "") + line(one));
    const file = join(folder, `${name}-${i}.sql`);
    writeFileSync(file, script.join(""));
    return file;
  });
  return [...files.flatMap((file) => ["--file", file]),
    ...[...variables].flatMap(([value, own]) => ["--define", `${own}=${value}`])];
}
