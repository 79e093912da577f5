// The team of the service: which structures there are, which are habilitated, which are suspended;
// answering those who ask to join where nobody administers.
import { entersAs, EVERY_WAY, hiredBesideClaire, signsInByCode, today, WITH_A_MOUSE }
  from "./cast.mjs";

const WHO = "Nadia Roussel";
const OTHER = "Victor Lemaire";

// A structure that this way of the journey has to itself.
const nameOf = (name, way) => `${name} ${{ script: "Nord", "no script": "Sud", keyboard: "Est" }[way]}`;

async function entersThePlatform(actor, who = WHO) {
  await entersAs(actor, who);
  await actor.isAt("Plateforme");
}

async function creates(actor, name) {
  const { hand } = actor;
  await hand.press(hand.link("Créer une structure"));
  await actor.isAt("Créer une structure");
  await actor.look("plateforme-creer");
  await hand.type("SIRET", "732 829 320 00075");
  await hand.type("Code postal", "30700");
  await hand.press(hand.button("Créer la structure"));
  await actor.sees("Ce SIRET n’est pas valable");
  await actor.look("plateforme-creer-erreur");
  await hand.type("Nom de la structure", name);
  await hand.choose("Type de structure", "Centre social");
  await hand.type("SIRET", "732 829 320 00074");
  await hand.type("Commune", "Uzès");
  await hand.press(hand.button("Créer la structure"));
  await actor.isAt(name);
  await actor.sees("La structure est créée.");
  await actor.look("plateforme-structure-creee");
  return new URL(actor.page.url()).pathname;
}

async function corrects(actor, name) {
  const { hand } = actor;
  await hand.press(hand.link("Corriger ces informations"));
  await actor.isAt("Corriger une structure");
  await actor.look("plateforme-corriger");
  await hand.type("Nom de la structure", name);
  await hand.press(hand.button("Enregistrer la correction"));
  await actor.isAt(name);
  await actor.sees("La correction est enregistrée.");
}

async function habilitates(actor) {
  const { hand } = actor;
  await hand.press(hand.link("Habiliter la structure"));
  await actor.isAt("Habiliter la structure");
  await actor.look("plateforme-habiliter");
  await hand.press(hand.button("Habiliter"));
  await actor.sees("Choisissez le fondement de l’habilitation.");
  await actor.look("plateforme-habiliter-erreur");
  await hand.typeDate("Premier jour", `${Number(today().slice(0, 4)) - 1}-03-03`);
  await hand.type("Motif et références", "Convention n° 12 du 3 mars");
  await hand.tick("Texte de loi ou règlement");
  await hand.press(hand.button("Habiliter"));
  await actor.sees("L’habilitation est enregistrée.");
  await actor.sees("Habilitée par la plateforme");
  await actor.look("plateforme-structure-habilitee");
}

// A decision that asks for a reason; `link` leads to its form.
async function decides(actor, link, button, why, name) {
  const { hand } = actor;
  await hand.press(hand.link(link));
  await actor.isAt(link);
  await hand.press(hand.button(button));
  await actor.sees("Indiquez le motif.");
  await actor.look(`plateforme-${name}`);
  await hand.type("Motif", why);
  await hand.press(hand.button(button));
}

async function aStructureIsDecidedOf(stage, way) {
  const actor = await stage.actor(way);
  const { hand } = actor;
  await entersThePlatform(actor);
  await actor.neverSees("Mes suivis");
  await actor.look("plateforme");
  await creates(actor, nameOf("Le Pont", way));
  await corrects(actor, nameOf("Le Grand Pont", way));
  await habilitates(actor);
  await decides(actor, "Suspendre la structure", "Suspendre", "Signalement", "suspendre");
  await actor.sees("La structure est suspendue : ses membres ne voient plus rien par elle.");
  await actor.look("plateforme-structure-suspendue");

  const other = await stage.actor(way);
  await entersThePlatform(other, OTHER);
  await other.hand.type("SIRET", "73282932000074");
  await other.hand.press(other.hand.button("Rechercher"));
  await other.look("plateforme-resultats");
  await other.hand.press(other.hand.link(nameOf("Le Grand Pont", way)));
  await decides(other, "Rouvrir la structure", "Rouvrir", "Vérifié", "rouvrir");
  await other.sees("La structure est ouverte");
  await decides(other, "Retirer l’habilitation", "Retirer l’habilitation", "Convention finie",
    "retirer");
  await other.sees("L’habilitation est retirée.");
  await other.look("plateforme-structure-decisions");

  await hand.press(hand.link("Plateforme"));
  await hand.type("Mots du nom ou de la commune", "rien de tel ici");
  await hand.press(hand.button("Rechercher"));
  await actor.sees("Aucune structure ne correspond");
  await actor.look("plateforme-rien");
}

// The first member of a structure administers it, and sees nothing by it once it is suspended.
async function theFirstMemberIsLetIn(stage, way) {
  const name = nameOf("Le Port", way);
  const nadia = await stage.actor(way);
  const { hand } = nadia;
  await entersThePlatform(nadia);
  const path = await creates(nadia, name);
  const asking = await stage.actor(way);
  const email = `elise.port.${way.replace(" ", "")}@demonstration.example.org`;
  await signsInByCode(asking, hiredBesideClaire(email, stage.program));
  await asking.isAt("Mes suivis");
  await asking.open(path.replace("/plateforme", ""));
  await asking.hand.press(asking.hand.link("Demander à rejoindre cette structure"));
  await asking.hand.press(asking.hand.button("Demander à rejoindre"));
  await asking.sees("En attente de réponse");

  await hand.press(hand.link("Plateforme"));
  await hand.press(nadia.page.getByRole("navigation", { name: "Plateforme" })
    .getByRole("link", { name: "Demandes d’adhésion" }));
  await nadia.isAt("Demandes d’adhésion sans administrateur");
  await nadia.look("plateforme-demandes");
  const card = nadia.page.getByRole("listitem").filter({ hasText: name }).first();
  await hand.press(card.getByText("Refuser", { exact: true }));
  await hand.press(card.getByRole("button", { name: /^Refuser/ }));
  await nadia.sees("Choisissez le motif du refus.");
  await nadia.look("plateforme-demandes-erreur");
  await card.getByLabel("Administrateur").check({ force: true });
  await hand.press(card.getByRole("button", { name: /^Accepter/ }));
  await nadia.sees("La demande est acceptée");
  await nadia.look("plateforme-demandes-vide");

  await asking.open("/structure");
  await asking.hand.press(asking.page.getByRole("listitem").filter({ hasText: name })
    .getByRole("button"));
  await asking.sees("Mon équipe");
  await nadia.open(`${path}/suspendre`);
  await hand.type("Motif", "Signalement");
  await hand.press(hand.button("Suspendre"));
  await nadia.sees("La structure est suspendue");
  await asking.open("/suivis");
  await asking.isAt(/^Pour quelle structure/);
  await asking.neverSees(name);
}

export const journeys = [
  { title: "the platform decides of a structure", ways: EVERY_WAY, play: aStructureIsDecidedOf },
  { title: "the platform lets the first member in", ways: WITH_A_MOUSE,
    play: theFirstMemberIsLetIn },
];
