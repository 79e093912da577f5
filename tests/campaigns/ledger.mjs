// What was acknowledged to whom, kept outside the base, and what the base must therefore hold:
// nothing acknowledged lost, nothing refused kept, nothing doubled, nothing half done.

// Violations that no moment may show, whoever did what: how many rows contradict each sentence.
const WHOLE = {
  "a part has a period": `
    SELECT count(*) FROM followup_contributions AS c
    WHERE NOT EXISTS (SELECT 1 FROM followup_periods AS p WHERE p.contribution_id = c.id)`,
  "a part goes on when its period does": `
    SELECT count(*) FROM followup_contributions AS c
    WHERE (c.ended_on IS NULL) <> EXISTS (
      SELECT 1 FROM followup_periods AS p
      WHERE p.contribution_id = c.id AND p.ended_on IS NULL AND p.started_on = c.started_on)`,
  "a part that ended is past": `
    SELECT count(*) FROM followup_contributions WHERE is_past <> (ended_on IS NOT NULL)`,
  "a caseload's counters are its parts": `
    SELECT count(*) FROM followup_caseloads AS k
    WHERE k.current_count <> (
        SELECT count(*) FROM followup_contributions AS c
        WHERE c.professional_id = k.professional_id AND c.structure_id = k.structure_id
          AND NOT c.is_past)
      OR k.past_count <> (
        SELECT count(*) FROM followup_contributions AS c
        WHERE c.professional_id = k.professional_id AND c.structure_id = k.structure_id
          AND c.is_past)`,
  "a part is in a caseload": `
    SELECT count(*) FROM followup_contributions AS c
    WHERE NOT EXISTS (SELECT 1 FROM followup_caseloads AS k
      WHERE k.professional_id = c.professional_id AND k.structure_id = c.structure_id)`,
  "a group counts its contributors": `
    SELECT count(*) FROM followup_groups AS g
    WHERE g.contributor_count <> (
      SELECT count(*) FROM followup_contributions AS c WHERE c.person_id = g.person_id)`,
  "a certified référent follows the person, and one knows since which data": `
    SELECT count(*) FROM followup_groups AS g
    WHERE (g.certified_contribution_id IS NULL) <> (g.certified_on IS NULL)
      OR g.certified_contribution_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM followup_contributions AS c
        WHERE c.id = g.certified_contribution_id AND c.person_id = g.person_id AND NOT c.is_past)`,
  "an act is traced and measured, or neither": `
    SELECT count(*) FROM (
      SELECT act, count(*) AS done FROM audit_entries
      WHERE act IN ('follow', 'resume', 'end_contribution') GROUP BY act) AS traced
    WHERE done <> (SELECT count(*) FROM activity_acts AS a WHERE a.act = traced.act)`,
};

const traced = (act) =>
  `(SELECT count(*) FROM audit_entries AS a WHERE a.person_id = p.id AND a.act = '${act}')`;
const periods = (which) => `(
  SELECT count(*) FROM followup_periods AS e
  JOIN followup_contributions AS c ON c.id = e.contribution_id
  WHERE c.person_id = p.id AND ${which})`;

const people = (mark) => `
  SELECT p.birth_name, p.public_id, ${traced("create_person")}, ${traced("follow")},
    ${traced("resume")}, ${traced("end_contribution")}, ${periods("TRUE")},
    ${periods("e.ended_on IS NOT NULL")}
  FROM persons AS p WHERE p.birth_name LIKE '${mark} %'`;

function letters(number) {
  return [...String(number)].map((digit) => "abcdefghij"[digit]).join("");
}

export function brokenSentences(base) {
  const all = Object.entries(WHOLE).map(([sentence, sql]) =>
    `SELECT '${sentence.replaceAll("'", "''")}', (${sql})`);
  return base.query(all.join(" UNION ALL ")).split("\n").filter(Boolean)
    .map((line) => line.split("|")).filter(([, rows]) => Number(rows) > 0)
    .map(([sentence, rows]) => `${rows} rows: not "${sentence}"`);
}

// The people of a ledger that the base holds, by name: a list, which is of one.
function peopleOf(base, mark) {
  const found = new Map();
  for (const line of base.query(people(mark)).split("\n").filter(Boolean)) {
    const [name, file, ...counts] = line.split("|");
    const [created, follows, resumes, ends, all, ended] = counts.map(Number);
    if (!found.has(name)) found.set(name, []);
    found.get(name).push({ file, created, follows, resumes, ends, all, ended });
  }
  return found;
}

export class Ledger {
  #names = 0;
  acts = [];

  // `mark`: the first word of the names of its people.
  constructor(mark = "Campagne") {
    this.mark = mark;
  }

  // A name nobody has yet.
  name() {
    this.#names += 1;
    return { birthName: `${this.mark} ${letters(this.#names)}`, number: this.#names };
  }

  // An act that is being sent: { kind, name, ... }, where kind is record, end or resume. Its state
  // is then kept (acknowledged), refused (said not to be) or in doubt (no answer, or none that
  // says).
  open(act) {
    const opened = { ...act, state: "doubt" };
    this.acts.push(opened);
    return opened;
  }

  count(state) {
    return this.acts.filter((act) => act.state === state).length;
  }

  // { lost, more, half, doubled, surprising }: what is wrong, in sentences.
  check(base) {
    const found = { lost: [], more: [], half: [], doubled: [], surprising: [] };
    const there = peopleOf(base, this.mark);
    for (const [name, acts] of this.#byName()) {
      this.#checkPerson(found, name, acts, there.get(name) ?? []);
    }
    found.half.push(...brokenSentences(base));
    for (const { name, kind, surprise } of this.acts) {
      if (surprise) found.surprising.push(`${name}: ${kind} got ${surprise}`);
    }
    return found;
  }

  #byName() {
    const names = new Map();
    for (const act of this.acts) {
      if (!names.has(act.name)) names.set(act.name, []);
      names.get(act.name).push(act);
    }
    return names;
  }

  #checkPerson(found, name, acts, rows) {
    const number = (kind, ...states) =>
      acts.filter((act) => act.kind === kind && states.includes(act.state)).length;
    const bounds = (kind) => [number(kind, "kept"), number(kind, "kept", "doubt")];
    if (rows.length > 1) found.doubled.push(`${name}: ${rows.length} people`);
    const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
    const actual = { record: rows.length, end: sum("ends"), resume: sum("resumes") };
    for (const [kind, there] of Object.entries(actual)) {
      const [least, most] = bounds(kind);
      for (let i = there; i < least; i += 1) found.lost.push(`${name}: ${kind}`);
      if (there > most && (kind !== "record" || there === 1)) {
        found.more.push(`${name}: ${kind} ${there} times, ${least} to ${most} sent`);
      }
    }
    const kept = acts.find((act) => act.kind === "record" && act.state === "kept");
    if (kept && rows.length && kept.location !== `/personnes/${rows[0].file}`) {
      found.lost.push(`${name}: its address`);
    }
    for (const row of rows) {
      const isWhole = row.created === 1 && row.follows === 1 && row.ended === row.ends &&
        row.all === row.follows + row.resumes;
      if (!isWhole) found.half.push(`${name}: ${JSON.stringify(row)}`);
    }
  }
}

// Throws unless the ledger and the base agree.
export function demandAgreement(ledger, base, when) {
  const found = ledger.check(base);
  const all = Object.entries(found).flatMap(([what, list]) => list.map((one) => `${what}: ${one}`));
  if (!all.length) return;
  throw new Error(`${when}: ${all.length} wrong:\n  ${all.slice(0, 10).join("\n  ")}`);
}

// Takes from the base what the ledger holds, and adds what it does not: the check must see each.
// Returns the words for the campaign's line.
export function plantedFaultsAreSeen(ledger, base) {
  const [first, second] = ledger.acts.filter((act) => act.kind === "record" &&
    act.state === "kept");
  const of = (name) => `(SELECT id FROM persons WHERE birth_name = '${name}')`;
  base.change(`DELETE FROM audit_entries WHERE person_id = ${of(first.name)}
    AND act IN ('end_contribution', 'create_person')`);
  base.change(`UPDATE followup_caseloads SET current_count = current_count + 1`);
  base.change(`UPDATE persons SET birth_name = '${first.name}' WHERE id = ${of(second.name)}`);
  const found = ledger.check(base);
  for (const what of ["lost", "half", "doubled"]) {
    if (!found[what].length) throw new Error(`the control failed: ${what} was planted, not seen`);
  }
  return "control (planted: lost, half done, doubled) seen";
}
