// Two structures that are one place: found, previewed, asked for by one of the team of the service
// and confirmed by another; what their members had is theirs in the one that is kept.
import { execFileSync } from "node:child_process";

import { Visitor } from "../support/visitor.mjs";
import { entersAs, fullName, newPerson, signsInByCode, today, WITH_A_MOUSE } from "./cast.mjs";

const LONGEST_MS = 60000;

async function created(visitor, name) {
  const answer = await visitor.submit("/plateforme/nouvelle-structure",
    "/plateforme/nouvelle-structure", [["nom", name], ["type", "CS"], ["code_postal", "30700"],
      ["commune", "Uzès"]]);
  if (answer.status !== 303) throw new Error(`creating a structure got ${answer.status}`);
  return answer.headers.location;
}

// A member of the structure, by the operator's command.
function hired(program, path, email) {
  const id = path.split("/").at(-1);
  const structure = program.base.query(
    `SELECT source || ':' || source_id FROM structures WHERE public_id = '${id}'`);
  execFileSync(program.path, ["user", "add", email, "--last-name", "Ferrand", "--first-name",
    "Élise", "--structure", structure.trim()], { env: program.settings, stdio: "pipe" });
}

async function recorded(program, email, person) {
  const visitor = new Visitor(program, "203.0.113.9");
  await visitor.enterByCode(email);
  const answer = await visitor.submit("/personnes/identite", "/personnes/enregistrer", [
    ["nom_naissance", person.birthName], ["prenom", person.firstName],
    ["date_naissance", person.born], ["commune", person.commune],
    ["information", "remise"], ["information_le", today()],
    ["debut", today()], ["role", "CIP"], ["motifs", "EMPLOI"]]);
  if (answer.status !== 303) throw new Error(`recording a person got ${answer.status}`);
}

async function entersThePlatform(actor, who) {
  await entersAs(actor, who);
  await actor.isAt("Plateforme");
}

async function asks(actor, kept, twin, path) {
  const { hand } = actor;
  await actor.open(path);
  await hand.press(hand.link("Réunir avec une autre structure, qui est le même lieu"));
  await actor.isAt("Réunir avec une autre structure");
  await actor.look("reunir-choisir");
  await hand.type("Mots du nom ou de la commune", twin);
  await hand.press(hand.button("Rechercher"));
  await actor.look("reunir-resultats");
  await hand.press(hand.link(twin));
  await actor.isAt("Réunir deux structures");
  await actor.sees(`Ce qui reste : ${kept}`);
  await actor.sees(`Ce qui disparaît : ${twin}`);
  await actor.look("reunir-apercu");
  await hand.press(hand.button("Demander la réunion"));
  await actor.sees("Indiquez le motif.");
  await actor.look("reunir-apercu-erreur");
  await hand.type("Motif", "Deux listes pour un même lieu");
  await hand.press(hand.button("Demander la réunion"));
  await actor.isAt("Réunion de deux structures");
  await actor.sees("La demande est enregistrée.");
  await actor.sees("Vous ne pouvez pas confirmer");
  await actor.look("reunion-demandee");
}

async function confirms(actor, kept, twin) {
  const { hand } = actor;
  await hand.press(hand.link("Doublons de structures"));
  await actor.isAt("Doublons de structures");
  await hand.press(hand.link(`${kept} et ${twin}`));
  await actor.isAt("Réunion de deux structures");
  await actor.look("reunion-a-confirmer");
  await hand.press(hand.button("Confirmer la réunion"));
  await actor.sees("La réunion est confirmée.");
}

// Until the job has moved everything and closed the one that goes.
async function isDone(actor) {
  const path = new URL(actor.page.url()).pathname;
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    await actor.open(path);
    if (await actor.page.getByText("Faite, dernière vérification en cours").count()) return;
    if (Date.now() > until) throw new Error("the merge is not done");
    await actor.page.waitForTimeout(500);
  }
}

async function twoStructuresBecomeOne(stage, way) {
  const { program } = stage;
  const mark = { script: "Nord", "no script": "Sud" }[way];
  const [kept, twin] = [`La Digue ${mark}`, `La Jetée ${mark}`];
  const visitor = new Visitor(program, "203.0.113.8");
  await visitor.enterAs("Nadia");
  const keptPath = await created(visitor, kept);
  const twinPath = await created(visitor, twin);
  const email = `elise.jetee.${mark.toLowerCase()}@demonstration.example.org`;
  const person = newPerson();
  hired(program, twinPath, email);
  await recorded(program, email, person);

  const elise = await stage.actor(way);
  await signsInByCode(elise, email);
  await elise.isAt("Mes suivis");
  await elise.sees(twin);

  const nadia = await stage.actor(way);
  await entersThePlatform(nadia, "Nadia Roussel");
  await asks(nadia, kept, twin, keptPath);
  const victor = await stage.actor(way);
  await entersThePlatform(victor, "Victor Lemaire");
  await confirms(victor, kept, twin);
  await isDone(victor);
  await victor.sees("Professionnels déplacés");
  await victor.look("reunion-faite");

  await elise.open("/suivis");
  await elise.isAt("Mes suivis");
  await elise.sees(fullName(person));
  await elise.sees(kept);
  await elise.neverSees(twin);
  await elise.look("reunion-suivis");
  await elise.open(twinPath.replace("/plateforme", ""));
  await elise.isAt(kept);
  await victor.open(twinPath);
  await victor.sees("qui a pris sa place");
  await victor.look("plateforme-structure-reunie");
  await victor.open(keptPath);
  await victor.sees(`${kept} prend la place de ${twin}`);
}

async function probableDoublesAreLookedAt(stage, way) {
  const nadia = await stage.actor(way);
  const { hand } = nadia;
  await entersThePlatform(nadia, "Nadia Roussel");
  await hand.press(hand.link("Doublons de structures"));
  await nadia.isAt("Doublons de structures");
  await nadia.sees("Même nom");
  await nadia.look("doublons");
  await hand.press(hand.link(/^Préparer la réunion/));
  await nadia.isAt("Réunir deux structures");
  await hand.press(hand.link(/^Garder plutôt/));
  await nadia.isAt("Réunir deux structures");
  await nadia.open("/plateforme/doublons");
  await hand.press(hand.link(/^Ce ne sont pas des doublons/));
  await nadia.isAt("Ce ne sont pas des doublons");
  await nadia.look("doublons-ecarter");
  await hand.press(hand.button("Écarter ce doublon"));
  await nadia.sees("Indiquez le motif.");
  await nadia.look("doublons-ecarter-erreur");
  await hand.type("Motif", "Deux lieux de la même rue.");
  await hand.press(hand.button("Écarter ce doublon"));
  await nadia.sees("les listes ne proposeront plus ces deux structures");
  await nadia.neverSees("Même nom");
  await nadia.look("doublons-aucun");
  // For the next way of playing.
  stage.program.base.change("UPDATE structures_doubles SET state = 'proposed'");
}

export const journeys = [
  { title: "two structures become one", ways: WITH_A_MOUSE, play: twoStructuresBecomeOne },
  { title: "probable doubles of structures are looked at", ways: ["script", "no script", "keyboard"],
    play: probableDoublesAreLookedAt },
];
