// Reaching those who follow the same person: a message through GPS, the sheet that the person takes.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { PERSONAS } from "../support/visitor.mjs";
import { entersAs, EVERY_WAY, followedBy, idOf, newPerson, recordedBy, today } from "./cast.mjs";

async function oneWritesToTheContributors(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program);
  await followedBy("Karim", person, stage.program);
  const known = (await stage.program.mails(PERSONAS.Karim)).length;
  const claire = await stage.actor(way);
  const { hand } = claire;
  await entersAs(claire, "Claire Lefèvre");
  await claire.open(file);
  await hand.press(hand.link("Écrire aux intervenants"));
  await claire.isAt(/^Écrire aux intervenants/);
  await claire.look("message-ecrire");
  await hand.press(hand.button("Envoyer"));
  await claire.sees("Choisissez à qui vous écrivez.");
  await claire.look("message-ecrire-erreur");
  await hand.tick("Karim Benali");
  await hand.choose("Sujet", "Prendre ou donner des nouvelles");
  await hand.press(hand.button("Envoyer"));
  await claire.sees("Votre message est envoyé.");

  const mail = JSON.stringify(await stage.program.nextMail(PERSONAS.Karim, known));
  for (const word of [person.birthName, person.birthName.toUpperCase(), person.firstName, "Lefèvre",
    PERSONAS.Claire, file])
    if (mail.includes(word)) throw new Error(`the mail says ${word}`);
  const karim = await stage.actor(way);
  await entersAs(karim, "Karim Benali");
  await karim.open(/\/messages\/\w{26}/.exec(mail)[0]);
  await karim.sees("Prendre ou donner des nouvelles");
  await karim.sees("Claire Lefèvre");
  await karim.look("message-lu");
  await karim.open("/notifications");
  await karim.sees("Un intervenant d’une personne que vous suivez vous écrit.");
}

// Members of other structures, who follow as Claire does: some with a number, and the box ticked.
function joinedBy(many, file, { base }) {
  const day = today();
  const others = base.query("SELECT m.professional_id || ' ' || m.structure_id FROM memberships AS m " +
    "JOIN structures AS s ON s.id = m.structure_id AND s.sensitivity < 2 AND s.state = 'open' " +
    "JOIN professionals AS p ON p.id = m.professional_id AND p.state = 'active' " +
    "WHERE m.ended_on IS NULL AND m.professional_id NOT IN (SELECT professional_id FROM " +
    `followup_contributions WHERE person_id = ${idOf(file)}) ` +
    `ORDER BY length(s.name) DESC, m.id LIMIT ${many}`).trim().split("\n");
  for (const [place, other] of others.entries()) {
    const [who, where] = other.split(" ");
    base.change("INSERT INTO followup_contributions (person_id, professional_id, structure_id, role, " +
      "started_on, door, birth_key, shown_key, shown_first_key, shows_names, last_activity_at, " +
      `created_at) SELECT person_id, ${who}, ${where}, 'ENCADRANT', '${day}', 'identity', birth_key, ` +
      "shown_key, shown_first_key, shows_names, last_activity_at, created_at FROM " +
      `followup_contributions WHERE person_id = ${idOf(file)} ORDER BY id LIMIT 1`);
    base.change("INSERT INTO followup_periods (contribution_id, started_on, recorded_at) SELECT " +
      `max(id), '${day}', 0 FROM followup_contributions WHERE person_id = ${idOf(file)}`);
    base.change(`UPDATE professionals SET phone = '+3319900${1000 + place}' WHERE id = ${who}`);
    base.change("INSERT INTO contact_shown_phones (professional_id, agreed_at) " +
      `VALUES (${who}, 0) ON CONFLICT (professional_id) DO NOTHING`);
  }
}

const SMALLEST_PT = 14;
const PX_A_PT = 96 / 72;

// What is written smaller on paper than who reads slowly can read.
const tooSmall = (page) => page.evaluate((smallest) =>
  [...document.querySelectorAll(".gps-sheet *")].filter((one) => one.checkVisibility() &&
    parseFloat(getComputedStyle(one).fontSize) < smallest - 0.1).map((one) => one.textContent),
SMALLEST_PT * PX_A_PT);

// How many sheets of paper it takes.
async function printed({ page }, height = "297mm") {
  const pdf = await page.pdf({ width: "210mm", height, margin: { top: "12mm", bottom: "12mm", left: "12mm",
    right: "12mm" } });
  const folder = process.env.GPS_SCREENSHOTS;
  if (folder) writeFileSync(join(folder, `fiche-contacts-${Date.now()}.pdf`), pdf);
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
}

// As on an A4 with margins of twelve millimetres.
async function picture(page) {
  const folder = process.env.GPS_SCREENSHOTS;
  if (!folder) return;
  await page.setViewportSize({ width: 703, height: 1032 });
  await page.screenshot({ path: join(folder, "fiche-contacts-print.png"), fullPage: true });
}

async function thePersonTakesTheSheetAway(stage, way) {
  const person = newPerson();
  const file = await recordedBy("Claire", person, stage.program);
  await followedBy("Karim", person, stage.program);
  stage.program.base.change("DELETE FROM contact_shown_phones"); // of the same journey, otherwise
  joinedBy(6, file, stage.program);
  stage.program.base.change("UPDATE followup_groups SET referent_contribution_id = (SELECT max(id) " +
    `FROM followup_contributions WHERE person_id = ${idOf(file)}) WHERE person_id = ${idOf(file)}`);
  const karim = await stage.actor(way);
  await entersAs(karim, "Karim Benali");
  await karim.open("/mon-compte/coordonnees");
  await karim.hand.type("Votre numéro professionnel", "01 99 00 44 55");
  await karim.hand.tick("J’accepte que ce numéro soit sur la fiche contacts");
  await karim.hand.press(karim.hand.button("Enregistrer"));
  await karim.sees("Vos coordonnées sont enregistrées.");
  await karim.look("coordonnees-fiche");

  const claire = await stage.actor(way);
  await entersAs(claire, "Claire Lefèvre");
  await claire.open(file);
  await claire.hand.press(claire.hand.link("Imprimer la fiche contacts"));
  await claire.isAt("Fiche contacts");
  await claire.sees("Les personnes qui vous aident");
  await claire.sees("01 99 00 44 55".replaceAll(" ", "\u00a0"));
  await claire.look("fiche-contacts");
  const { page } = claire;
  assert.equal(await page.locator(".gps-sheet li").count(), 8);
  assert.match(await page.locator(".gps-sheet li").first().innerText(), /^Votre référent/);
  assert.equal(await page.getByRole("button", { name: "Imprimer" }).count(),
    way === "no script" ? 0 : 1);
  await page.emulateMedia({ media: "print" });
  await picture(page);
  assert.deepEqual(await tooSmall(page), []);
  const paper = await page.locator("body").innerText();
  assert.ok(!paper.toLowerCase().includes(person.birthName.toLowerCase()), paper);
  assert.ok(!paper.includes("complète"), paper);
  assert.equal(await printed(claire), 1, "eight contacts take one A4");
  joinedBy(8, file, stage.program);
  await page.reload();
  assert.equal(await printed(claire), 2, "sixteen go on to another");
  // A paper on which two rows do not fit: a row that is cut in two would take fewer of them.
  const rows = await page.evaluate(() => new Set([...document.querySelectorAll(".gps-sheet li")]
    .map((one) => one.offsetTop)).size);
  assert.ok(await printed(claire, "105mm") >= rows, "no contact is cut in two");
  await page.emulateMedia({ media: null });
}

export const journeys = [
  { title: "a person takes the sheet of contacts away", ways: EVERY_WAY,
    play: thePersonTakesTheSheetAway },
  { title: "a message goes to the contributors", ways: EVERY_WAY,
    play: oneWritesToTheContributors },
];
