// Nobody left alone: a person whom nobody saw for ninety days, and a part that time ends.
import {
  daysAgo, entersAs, EVERY_WAY, followedBy, idOf, newPerson, recordedBy, WITH_A_MOUSE,
} from "./cast.mjs";

const A_DAY = 86_400_000_000; // in microseconds

// The parts of the person were recorded so long ago, and nothing was said since; the job looks at
// them again.
export function livedFor(program, file, days) {
  const began = daysAgo(days);
  program.base.change(`UPDATE followup_periods SET started_on = '${began}' WHERE contribution_id IN ` +
    `(SELECT id FROM followup_contributions WHERE person_id = ${idOf(file)})`);
  program.base.change(`UPDATE followup_contributions SET started_on = '${began}', created_at = ` +
    `created_at - ${days * A_DAY}, last_contact_on = NULL WHERE person_id = ${idOf(file)}`);
  program.base.change(`UPDATE followup_groups SET look_on = NULL WHERE person_id = ${idOf(file)}`);
}

// A job looks every ten seconds.
export async function comes(program, sql) {
  for (let tries = 0; tries < 120; tries += 1) {
    if (program.base.query(sql).trim() !== "0") return;
    await new Promise((over) => { setTimeout(over, 500); });
  }
  throw new Error(`nothing came of ${sql}`);
}

async function nobodySawThem(stage, way) {
  const { program } = stage;
  const person = newPerson();
  const file = await recordedBy("Claire", person, program);
  await followedBy("Karim", person, program);
  livedFor(program, file, 95);
  await comes(program, `SELECT count(*) FROM alerts WHERE person_id = ${idOf(file)}`);
  const claire = await stage.actor(way);
  await entersAs(claire, "Claire Lefèvre");
  await claire.open("/demandes");
  await claire.hand.press(claire.hand.link("Alertes"));
  await claire.isAt("Alertes");
  await claire.sees("Aucun contact connu avec cette personne depuis quatre-vingt-dix jours");
  await claire.look("alertes");
  await claire.open(file);
  await claire.hand.press(claire.hand.link("Une alerte est ouverte"));
  await claire.isAt(/^Alertes au sujet de M… O…/);
  await claire.look("personne-alertes");
  await claire.hand.press(claire.hand.button(/^Clore l’alerte/));
  await claire.sees("Choisissez pourquoi l’alerte est close.");
  await claire.look("personne-alertes-erreur");
  await claire.hand.choose("Pourquoi la clore", "La personne reste injoignable");
  await claire.hand.press(claire.hand.button(/^Clore l’alerte/));
  await claire.sees("L’alerte est close.");
  await claire.look("personne-alertes-close");

  const karim = await stage.actor(way);
  await entersAs(karim, "Karim Benali");
  await karim.open(file);
  await karim.hand.press(karim.hand.button("J’ai vu cette personne aujourd’hui"));
  await karim.sees("Le contact est noté, à la date d’aujourd’hui.");
  await karim.sees("Dernier contact connu avec la personne\u00a0: aujourd’hui.");
  await karim.look("personne-vue");
}

async function timeEndsAPart(stage, way) {
  const { program } = stage;
  const file = await recordedBy("Claire", newPerson(), program);
  livedFor(program, file, 760);
  await comes(program, "SELECT count(*) FROM followup_contributions WHERE warned_on IS NOT NULL AND " +
    `person_id = ${idOf(file)}`);
  const claire = await stage.actor(way);
  await entersAs(claire, "Claire Lefèvre");
  await claire.open(file);
  await claire.sees("votre intervention se terminera d’elle-même le");
  await claire.look("personne-fin-automatique");
  await claire.hand.press(claire.hand.button("Continuer mon intervention"));
  await claire.sees("Votre intervention continue.");
  await claire.look("personne-continuee");
}

export const journeys = [
  { title: "nobody saw a person for ninety days", ways: EVERY_WAY, play: nobodySawThem },
  { title: "time ends a part, or not", ways: WITH_A_MOUSE, play: timeEndsAPart },
];
