// Who plays in the measures: professionals of a base, by how many people they follow, and some of
// the people they follow. Chosen by the base itself, so that each set has its own.

// One ongoing membership, of an open and habilitated structure: signing in leads to it at once.
const AT_WORK = `
  FROM followup_caseloads AS k
  JOIN professionals AS r ON r.id = k.professional_id AND r.state = 'active'
  JOIN structures AS s ON s.id = k.structure_id AND s.state = 'open' AND s.is_habilitated
  JOIN memberships AS m ON m.professional_id = r.id AND m.structure_id = s.id
    AND m.ended_on IS NULL
  WHERE (SELECT count(*) FROM memberships AS o
    WHERE o.professional_id = r.id AND o.ended_on IS NULL) = 1`;

const WHO = "SELECT r.id, r.email, k.structure_id AS structure, k.current_count AS follows";

// In an order of chance, the same each time.
const SHUFFLED = "(r.id * 7919) % 1000003";

const AT_ONCE = 100; // SQLite takes five hundred parts of a UNION at most

export function longest(base, count) {
  return base.rows(`${WHO} ${AT_WORK} ORDER BY k.current_count DESC LIMIT ${count}`);
}

export function whoFollow(base, least, most, count) {
  return base.rows(`${WHO} ${AT_WORK} AND k.current_count BETWEEN ${least} AND ${most}
    ORDER BY ${SHUFFLED} LIMIT ${count}`);
}

// Members of the structure that follows most people.
export function membersOfLargest(base, count) {
  const [{ structure, follows }] = base.rows(`
    SELECT structure_id AS structure, sum(current_count) AS follows FROM followup_caseloads
    GROUP BY structure_id ORDER BY 2 DESC LIMIT 1`);
  const members = base.rows(`${WHO} ${AT_WORK} AND s.id = ${structure}
    ORDER BY ${SHUFFLED} LIMIT ${count}`);
  return { follows, structure, members };
}

const PERSON = `SELECT c.professional_id AS professional, p.id, p.public_id AS address,
  p.birth_name, p.first_name, p.birth_date, p.commune
  FROM followup_contributions AS c JOIN persons AS p ON p.id = c.person_id AND p.state = 'active'
  WHERE c.is_past = FALSE AND c.shows_names`;

// Gives each professional `people`: `most` at most of those they follow now.
export function withPeople(base, professionals, most = 20) {
  const of = new Map(professionals.map((one) => [one.id, []]));
  const rows = base.rows(`SELECT * FROM (${PERSON.replace("p.commune", `p.commune,
      row_number() OVER (PARTITION BY c.professional_id ORDER BY c.id) AS place`)}
      AND c.professional_id IN (${professionals.map(({ id }) => id)})) AS t
    WHERE place <= ${most}`);
  for (const row of rows) of.get(row.professional).push(row);
  return professionals.map((one) => ({ ...one, people: of.get(one.id) }))
    .filter(({ people }) => people.length > 0);
}

// People whom a structure follows, by whoever there.
export function followedBy(base, structure, count) {
  return base.rows(`${PERSON} AND c.structure_id = ${structure} LIMIT ${count}`);
}

// People spread over the whole base.
export function anyone(base, count) {
  const [{ last }] = base.rows("SELECT max(id) AS last FROM persons");
  const ids = Array.from({ length: count }, (_, i) => 1 + Math.floor((i * last) / count));
  return base.rows(`SELECT id, public_id AS address, birth_name, first_name, birth_date, commune
    FROM persons WHERE state = 'active' AND id IN (${ids})`);
}

// Gives each professional `strangers`: addresses of people whom a colleague follows and they do not.
export function colleaguesOf(base, professionals, most) {
  const of = (one) => `SELECT * FROM (SELECT ${one.id} AS professional, p.public_id AS address
    FROM followup_contributions AS c JOIN persons AS p ON p.id = c.person_id AND p.state = 'active'
    JOIN professionals AS r ON r.id = c.professional_id AND r.state = 'active'
    JOIN memberships AS m ON m.professional_id = r.id AND m.structure_id = c.structure_id
      AND m.ended_on IS NULL
    WHERE c.structure_id = ${one.structure} AND c.is_past = FALSE AND c.professional_id <> ${one.id}
      AND NOT EXISTS (SELECT 1 FROM followup_contributions AS own
        WHERE own.person_id = c.person_id AND own.professional_id = ${one.id})
    LIMIT ${most}) AS t${one.id}`;
  const found = new Map(professionals.map(({ id }) => [id, new Set()]));
  for (let i = 0; i < professionals.length; i += AT_ONCE)
    for (const row of base.rows(professionals.slice(i, i + AT_ONCE).map(of).join(" UNION ALL ")))
      found.get(row.professional).add(row.address);
  return professionals.map((one) => ({ ...one, strangers: [...found.get(one.id)] }))
    .filter(({ strangers }) => strangers.length === most);
}

// What is typed to find someone: the first letters of their name, or their exact identity.
export const letters = ({ birth_name: name }) =>
  name.normalize("NFD").replace(/[^a-z]/gi, "").slice(0, 3);

export const identityFields = (person) => [["nom_naissance", person.birth_name],
  ["prenom", person.first_name], ["date_naissance", person.birth_date],
  ["commune", person.commune ?? "Alès"]];
