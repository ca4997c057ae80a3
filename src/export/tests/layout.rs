//! The look of text and Markdown.

use super::super::Format;
use super::{FORM, blank_form, filled_case};

#[test]
fn a_response_as_text() {
    insta::assert_snapshot!(filled_case().print(Format::Text), @r##"
    ===============
    Enquête d'essai
    ===============
    Cellule d'Armorique

    État :          brouillon
    Créée le :      10 mars 2025
    Modifiée le :   10 mars 2025, par Service des soins
    Questionnaire : essai, version 1
    Imprimé le :    12 mars 2025


    Accueil
    =======

    Objectifs. Recueillir l'activité de l'année.

    Merci !

    Durée de conservation (en mois)
        36


    Identité
    ========

    Cellule
    -------

    Nom
        Cellule d'Armorique

    Date de création
        « marss 2024 » (illisible)

    Mail
        contact@exemple.fr

    Téléphone
        02 47 47 87 89

    Site internet
        www.exemple.fr

    Équipe
    ------

    Profils de l'équipe
        - Conduite de projet
        - Autres

      Si autres, préciser
          Documentaliste

    Équivalents temps plein
        3,5

    Le double
        7

    Déposer l'organigramme
        - organigramme.pdf (47 Ko)
        - annexe.pdf (999 octets) : copie introuvable


    Activité
    ========

    Postes
        Type de postes              │ En 2023              │ En 2024 │ Total
        ────────────────────────────┼──────────────────────┼─────────┼──────
        Postes vacants              │                   12 │    1200 │  1212
        Postes pourvus dans l'année │ « deux » (illisible) │       3 │     3
        ────────────────────────────┼──────────────────────┼─────────┼──────
        Total                       │                   12 │    1203 │  1215

    Réunions
        sans réponse

    Des événements ont-ils été organisés ?
        oui

      Événements

        Événement 1
        ···········

        Libellé
            Journée régionale

            - matin : ateliers
            - soir : débat

        Nombre de participants
            120

          Bilan
              Très suivie
    "##);
}

#[test]
fn a_response_as_markdown() {
    insta::assert_snapshot!(filled_case().print(Format::Markdown), @r##"
    # Enquête d'essai

    **Cellule d'Armorique**

    - État : brouillon
    - Créée le : 10 mars 2025
    - Modifiée le : 10 mars 2025, par Service des soins
    - Questionnaire : essai, version 1
    - Imprimé le : 12 mars 2025

    ## Accueil

    **Objectifs.** Recueillir l'activité de l'année.

    Merci !

    **Durée de conservation (en mois)**\
    36

    ## Identité

    ### Cellule

    **Nom**

    Cellule d'Armorique

    **Date de création**

    *« marss 2024 » (illisible)*

    **Mail**

    contact@exemple.fr

    **Téléphone**

    02 47 47 87 89

    **Site internet**

    www.exemple.fr

    ### Équipe

    **Profils de l'équipe**

    - Conduite de projet
    - Autres

    **Si autres, préciser**

    Documentaliste

    **Équivalents temps plein**

    3,5

    **Le double**

    7

    **Déposer l'organigramme**

    - organigramme.pdf (47 Ko)
    - annexe.pdf (999 octets) : copie introuvable

    ## Activité

    **Postes**

    | Type de postes | En 2023 | En 2024 | Total |
    | :-- | --: | --: | --: |
    | Postes vacants | 12 | 1200 | **1212** |
    | Postes pourvus dans l'année | *« deux » (illisible)* | 3 | **3** |
    | Total | **12** | **1203** | **1215** |

    **Réunions**

    *sans réponse*

    **Des événements ont-ils été organisés ?**

    oui

    #### Événements

    ##### Événement 1

    **Libellé**

    Journée régionale

    \- matin : ateliers\
    \- soir : débat

    **Nombre de participants**

    120

    **Bilan**

    Très suivie
    "##);
}

#[test]
fn a_blank_form_as_text() {
    insta::assert_snapshot!(blank_form(FORM, Format::Text), @r##"
    ===============
    Enquête d'essai
    ===============

    État :          questionnaire vierge, à remplir à la main
    Questionnaire : essai, version 1
    Imprimé le :    12 mars 2025


    Accueil
    =======

    Objectifs. Recueillir l'activité de l'année.

    Merci !

    Durée de conservation (en mois)
        36


    Identité
    ========
    (De la cellule, pas d'une personne)

    Cellule
    -------

    Nom
    (Réponse obligatoire)
        ............................................................................

    Date de création
        ............................................................................

    Mail
        ............................................................................

    Téléphone
        ............................................................................

    Site internet
        ............................................................................

    Équipe
    ------

    Profils de l'équipe
        [ ] Professionnels de santé
        [ ] Conduite de projet
        [ ] Bénévoles d'accompagnement
        [ ] Autres

      Si autres, préciser
      (Si « Profils de l'équipe » comprend : Autres)
          ..........................................................................

    Équivalents temps plein
        ............................................................................

    Le double
        calculé

    Déposer l'organigramme
        Pièce à joindre :
        ............................................................................


    Activité
    ========

    Postes
        Type de postes              │ En 2023  │ En 2024  │ Total
        ────────────────────────────┼──────────┼──────────┼─────────
        Postes vacants              │ ........ │ ........ │ ........
        Postes pourvus dans l'année │ ........ │ ........ │ ........
        Total                       │ ........ │ ........ │ ........

    Réunions
        Année 2023 │ ........
        Année 2024 │ ........

    Des événements ont-ils été organisés ?
        ( ) oui    ( ) non

      Événements
      (Si « Des événements ont-ils été organisés ? » : oui)

        Événement 1
        ···········

        Libellé
            ........................................................................
            ........................................................................
            ........................................................................
            ........................................................................
            ........................................................................

        Nombre de participants
            ........................................................................

          Bilan
          (Si « Nombre de participants » : plus de 10)
              ......................................................................

        Événement 2
        ···········

        Libellé
            ........................................................................
            ........................................................................
            ........................................................................
            ........................................................................
            ........................................................................

        Nombre de participants
            ........................................................................

          Bilan
          (Si « Nombre de participants » : plus de 10)
              ......................................................................

      Sinon, pourquoi ?
      (Si « Des événements ont-ils été organisés ? » : non)
          ..........................................................................
          ..........................................................................
          ..........................................................................
          ..........................................................................
          ..........................................................................


    Validation
    ==========

    Relire, puis valider.
    "##);
}

#[test]
fn a_blank_form_as_markdown() {
    let markdown = blank_form(FORM, Format::Markdown);
    insta::assert_snapshot!(&markdown[markdown.find("## Activité").unwrap()..], @r##"
    ## Activité

    **Postes**

    | Type de postes | En 2023 | En 2024 | Total |
    | :-- | --: | --: | --: |
    | Postes vacants | ............ | ............ | ............ |
    | Postes pourvus dans l'année | ............ | ............ | ............ |
    | Total | ............ | ............ | ............ |

    **Réunions**

    |  |  |
    | :-- | --: |
    | Année 2023 | ............ |
    | Année 2024 | ............ |

    **Des événements ont-ils été organisés ?**

    - ○ oui
    - ○ non

    #### Événements

    *Si « Des événements ont-ils été organisés ? » : oui*

    ##### Événement 1

    **Libellé**

    ............................................................\
    ............................................................\
    ............................................................\
    ............................................................\
    ............................................................

    **Nombre de participants**

    ............................................................

    **Bilan**

    *Si « Nombre de participants » : plus de 10*

    ............................................................

    ##### Événement 2

    **Libellé**

    ............................................................\
    ............................................................\
    ............................................................\
    ............................................................\
    ............................................................

    **Nombre de participants**

    ............................................................

    **Bilan**

    *Si « Nombre de participants » : plus de 10*

    ............................................................

    **Sinon, pourquoi ?**

    *Si « Des événements ont-ils été organisés ? » : non*

    ............................................................\
    ............................................................\
    ............................................................\
    ............................................................\
    ............................................................

    ## Validation

    Relire, puis valider.
    "##);
}
