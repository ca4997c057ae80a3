//! The HTML page, without its style.

use super::super::Format;
use super::{FORM, blank_form, filled_case};

const PAGE_2: &str = "<section class=\"page\" id=\"page-2\">";
const PAGE_3: &str = "<section class=\"page\" id=\"page-3\">";

#[test]
fn a_response_begins_with_what_it_is_and_a_table_of_contents() {
    let html = filled_case().print(Format::Html);
    let (start, end) = (html.find("<body>").unwrap(), html.find(PAGE_2).unwrap());
    insta::assert_snapshot!(&html[start..end], @r##"
    <body>
    <header>
    <h1>Enquête d&#39;essai</h1>
    <p class="name">Cellule d&#39;Armorique</p>
    <dl class="facts">
    <dt>État :</dt><dd>brouillon</dd>
    <dt>Créée le :</dt><dd>10 mars 2025</dd>
    <dt>Modifiée le :</dt><dd>10 mars 2025, par Service des soins</dd>
    <dt>Questionnaire :</dt><dd>essai, version 1</dd>
    <dt>Imprimé le :</dt><dd>12 mars 2025</dd>
    </dl>
    </header>
    <nav aria-labelledby="contents">
    <h2 id="contents">Sommaire</h2>
    <ol>
    <li><a href="#page-1">Accueil</a></li>
    <li><a href="#page-2">Identité</a></li>
    <li><a href="#page-3">Activité</a></li>
    </ol>
    </nav>
    <main>
    <section class="page" id="page-1">
    <h2>Accueil</h2>
    <section>
    <div class="note">
    <p><strong>Objectifs.</strong> Recueillir l&#39;activité de l&#39;année.</p>
    <p>Merci !</p>
    <table>
    <tr><th scope="row">Durée de conservation (en mois)</th><td>36</td></tr>
    </table>
    </div>
    </section>
    </section>
    "##);
}

#[test]
fn questions_and_answers_are_definition_lists_under_headings() {
    let html = filled_case().print(Format::Html);
    let (start, end) = (html.find(PAGE_2).unwrap(), html.find(PAGE_3).unwrap());
    insta::assert_snapshot!(&html[start..end], @r##"
    <section class="page" id="page-2">
    <h2>Identité</h2>
    <section>
    <h3>Cellule</h3>
    <dl class="entries">
    <div class="entry depth-0">
    <dt>Nom</dt>
    <dd>Cellule d&#39;Armorique</dd>
    </div>
    <div class="entry depth-0">
    <dt>Date de création</dt>
    <dd><span class="unreadable">« marss 2024 » (illisible)</span></dd>
    </div>
    <div class="entry depth-0">
    <dt>Mail</dt>
    <dd>contact@exemple.fr</dd>
    </div>
    <div class="entry depth-0">
    <dt>Téléphone</dt>
    <dd>02 47 47 87 89</dd>
    </div>
    <div class="entry depth-0">
    <dt>Site internet</dt>
    <dd>www.exemple.fr</dd>
    </div>
    </dl>
    </section>
    <section>
    <h3>Équipe</h3>
    <dl class="entries">
    <div class="entry depth-0">
    <dt>Profils de l&#39;équipe</dt>
    <dd><ul>
    <li>Conduite de projet</li>
    <li>Autres</li>
    </ul></dd>
    </div>
    <div class="entry depth-1">
    <dt>Si autres, préciser</dt>
    <dd>Documentaliste</dd>
    </div>
    <div class="entry depth-0">
    <dt>Équivalents temps plein</dt>
    <dd>3,5</dd>
    </div>
    <div class="entry depth-0">
    <dt>Le double</dt>
    <dd>7</dd>
    </div>
    <div class="entry depth-0">
    <dt>Déposer l&#39;organigramme</dt>
    <dd><ul>
    <li>organigramme.pdf (47 Ko)</li>
    <li>annexe.pdf (999 octets) : copie introuvable</li>
    </ul></dd>
    </div>
    </dl>
    </section>
    </section>
    "##);
}

#[test]
fn matrices_are_tables_and_blocks_are_sections() {
    let html = filled_case().print(Format::Html);
    insta::assert_snapshot!(&html[html.find(PAGE_3).unwrap()..], @r##"
    <section class="page" id="page-3">
    <h2>Activité</h2>
    <section>
    <dl class="entries">
    <div class="entry depth-0">
    <dt>Postes</dt>
    <dd><table>
    <thead><tr><th scope="col">Type de postes</th><th scope="col">En 2023</th><th scope="col">En 2024</th><th scope="col">Total</th></tr></thead>
    <tbody>
    <tr><th scope="row">Postes vacants</th><td class="number">12</td><td class="number">1200</td><td class="number total">1212</td></tr>
    <tr><th scope="row">Postes pourvus dans l&#39;année</th><td><span class="unreadable">« deux » (illisible)</span></td><td class="number">3</td><td class="number total">3</td></tr>
    <tr><th scope="row">Total</th><td class="number total">12</td><td class="number total">1203</td><td class="number total">1215</td></tr>
    </tbody>
    </table></dd>
    </div>
    <div class="entry depth-0">
    <dt>Réunions</dt>
    <dd><span class="empty">sans réponse</span></dd>
    </div>
    <div class="entry depth-0">
    <dt>Des événements ont-ils été organisés ?</dt>
    <dd>oui</dd>
    </div>
    </dl>
    <section class="depth-1">
    <h4>Événements</h4>
    <section class="block">
    <h5>Événement 1</h5>
    <dl class="entries">
    <div class="entry depth-0">
    <dt>Libellé</dt>
    <dd>Journée régionale

    - matin : ateliers
    - soir : débat</dd>
    </div>
    <div class="entry depth-0">
    <dt>Nombre de participants</dt>
    <dd>120</dd>
    </div>
    <div class="entry depth-1">
    <dt>Bilan</dt>
    <dd>Très suivie</dd>
    </div>
    </dl>
    </section>
    </section>
    </section>
    </section>
    </main>
    </body>
    </html>
    "##);
}

#[test]
fn a_blank_form_as_html() {
    let html = blank_form(FORM, Format::Html);
    insta::assert_snapshot!(&html[html.find(PAGE_3).unwrap()..], @r##"
    <section class="page" id="page-3">
    <h2>Activité</h2>
    <section>
    <dl class="entries">
    <div class="entry depth-0">
    <dt>Postes</dt>
    <dd><table>
    <thead><tr><th scope="col">Type de postes</th><th scope="col">En 2023</th><th scope="col">En 2024</th><th scope="col">Total</th></tr></thead>
    <tbody>
    <tr><th scope="row">Postes vacants</th><td class="room"></td><td class="room"></td><td class="room"></td></tr>
    <tr><th scope="row">Postes pourvus dans l&#39;année</th><td class="room"></td><td class="room"></td><td class="room"></td></tr>
    <tr><th scope="row">Total</th><td class="room"></td><td class="room"></td><td class="room"></td></tr>
    </tbody>
    </table></dd>
    </div>
    <div class="entry depth-0">
    <dt>Réunions</dt>
    <dd><table>
    <tbody>
    <tr><th scope="row">Année 2023</th><td class="room"></td></tr>
    <tr><th scope="row">Année 2024</th><td class="room"></td></tr>
    </tbody>
    </table></dd>
    </div>
    <div class="entry depth-0">
    <dt>Des événements ont-ils été organisés ?</dt>
    <dd><ul class="boxes inline one">
    <li>oui</li>
    <li>non</li>
    </ul></dd>
    </div>
    </dl>
    <section class="depth-1">
    <h4>Événements</h4>
    <p class="remark">Si « Des événements ont-ils été organisés ? » : oui</p>
    <section class="block">
    <h5>Événement 1</h5>
    <dl class="entries">
    <div class="entry depth-0">
    <dt>Libellé</dt>
    <dd><span class="line"></span><span class="line"></span><span class="line"></span><span class="line"></span><span class="line"></span></dd>
    </div>
    <div class="entry depth-0">
    <dt>Nombre de participants</dt>
    <dd><span class="line"></span></dd>
    </div>
    <div class="entry depth-1">
    <dt>Bilan</dt>
    <dd><p class="remark">Si « Nombre de participants » : plus de 10</p><span class="line"></span></dd>
    </div>
    </dl>
    </section>
    <section class="block">
    <h5>Événement 2</h5>
    <dl class="entries">
    <div class="entry depth-0">
    <dt>Libellé</dt>
    <dd><span class="line"></span><span class="line"></span><span class="line"></span><span class="line"></span><span class="line"></span></dd>
    </div>
    <div class="entry depth-0">
    <dt>Nombre de participants</dt>
    <dd><span class="line"></span></dd>
    </div>
    <div class="entry depth-1">
    <dt>Bilan</dt>
    <dd><p class="remark">Si « Nombre de participants » : plus de 10</p><span class="line"></span></dd>
    </div>
    </dl>
    </section>
    </section>
    <dl class="entries">
    <div class="entry depth-1">
    <dt>Sinon, pourquoi ?</dt>
    <dd><p class="remark">Si « Des événements ont-ils été organisés ? » : non</p><span class="line"></span><span class="line"></span><span class="line"></span><span class="line"></span><span class="line"></span></dd>
    </div>
    </dl>
    </section>
    </section>
    <section class="page" id="page-4">
    <h2>Validation</h2>
    <section>
    <div class="note">
    <p>Relire, puis valider.</p>
    </div>
    </section>
    </section>
    </main>
    </body>
    </html>
    "##);
}
