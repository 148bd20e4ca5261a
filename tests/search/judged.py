"""What colleagues type who are about to ask, and the questions that answer it, judged by hand.

The questions are invented for a town that does not exist. What is typed has other words than what was asked.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answered:
    """A question with the answer that helped."""

    title: str
    answer: str


QUESTIONS = {
    "parking": Answered(
        "Hoe vraag ik een parkeervergunning voor mijn lease-auto aan?",
        "Vul het formulier van Facilitair in. Je kentekenbewijs moet erbij.",
    ),
    "leave": Answered(
        "Hoeveel vakantiedagen mag ik meenemen naar volgend jaar?",
        "Hoogstens 36 uur van je verlof. De rest vervalt op 1 juli.",
    ),
    "sick": Answered(
        "Bij wie meld ik me ziek?", "Bel je leidinggevende voor negen uur. Die zet het in het systeem."
    ),
    "room": Answered(
        "Hoe reserveer ik een vergaderzaal met beeldscherm?",
        "In Outlook, bij ruimtes. Kies er een met de letter S.",
    ),
    "quotes": Answered(
        "Vanaf welk bedrag moet ik drie offertes vragen?",
        "Boven 50.000 euro. Daaronder is een offerte genoeg bij inkoop.",
    ),
    "letter": Answered(
        "Moet het wetsartikel altijd in een brief over bezwaar staan?",
        "Ja, maar het mag onderaan. Begin met wat de inwoner moet weten.",
    ),
    "laptop": Answered(
        "Mijn laptop start niet meer op, wat nu?",
        "Houd de aanknop tien tellen in. Helpt dat niet, bel de servicebalie.",
    ),
    "password": Answered(
        "Hoe verander ik mijn wachtwoord als ik thuiswerk?",
        "Op het portaal, onder Mijn account. Daarna meld je je overal opnieuw aan.",
    ),
    "travel": Answered(
        "Hoe declareer ik mijn reiskosten met de trein?",
        "In de app voor declaraties, met een foto van je kaartje.",
    ),
    "bike": Answered(
        "Kan ik via het werk een fiets kopen?",
        "Ja, met het fietsplan. Dat regel je in november met je bruto salaris.",
    ),
    "woo": Answered(
        "Binnen hoeveel weken antwoord ik op een Woo-verzoek?",
        "Binnen vier weken. Een keer twee weken uitstel mag, met een reden.",
    ),
    "archive": Answered(
        "Hoe lang bewaren we sollicitatiebrieven?",
        "Vier weken na de procedure, of een jaar als de kandidaat dat goed vindt.",
    ),
    "gift": Answered(
        "Mag ik een cadeau van een leverancier aannemen?",
        "Tot vijftig euro, als je het meldt bij je leidinggevende.",
    ),
    "birth": Answered(
        "Hoeveel weken geboorteverlof krijg ik als partner?",
        "Een week betaald. Daarna vijf weken aanvullend, via het UWV.",
    ),
    "volunteer": Answered(
        "Mag ik onder werktijd vrijwilligerswerk doen?", "Twee dagen per jaar, in overleg met je team."
    ),
    "coffee": Answered(
        "Wie vult de koffieautomaat op de derde etage bij?",
        "De mensen van de kantine, elke ochtend om acht uur.",
    ),
    "press": Answered(
        "Een journalist belt mij, mag ik antwoorden?", "Nee. Noteer naam en vraag, en bel de persvoorlichter."
    ),
    "aed": Answered(
        "Waar hangt de AED in het stadhuis?", "In de hal naast de balie, en op elke even verdieping."
    ),
    "training": Answered(
        "Hoe vraag ik een opleiding aan?",
        "Bespreek het met je leidinggevende en vul het formulier voor scholing in.",
    ),
    "signature": Answered(
        "Hoe zet ik een digitale handtekening onder een besluit?",
        "In het zaaksysteem, met je pas. Kies daarna Ondertekenen.",
    ),
    "badge": Answered("How do I get a new access card?", "Ask at the front desk and bring your passport."),
    "remote": Answered(
        "Can I work from abroad for a month?",
        "Only within the EU, and tell HR six weeks before because of tax.",
    ),
}

# What somebody types, and the question that answers it.
TYPED = [
    ("parkeren met de auto van de zaak, hoe regel ik dat", "parking"),
    ("vergunning aanvragen om te parkeren", "parking"),
    ("wat gebeurt er met verlof dat ik niet opneem dit jaar", "leave"),
    ("vakantiedagen sparen voor volgend jaar kan dat", "leave"),
    ("ik ben ziek wie moet ik bellen", "sick"),
    ("ziekmelding bij leidinggevende hoe laat", "sick"),
    ("zaal boeken voor een vergadering", "room"),
    ("vergaderruimte reserveren in outlook", "room"),
    ("hoeveel offertes heb ik nodig bij een inkoop", "quotes"),
    ("moet ik offertes opvragen onder de 50.000 euro", "quotes"),
    ("brief aan inwoner over bezwaar zonder wetsartikelen", "letter"),
    ("laptop wil niet opstarten", "laptop"),
    ("mijn computer laptop gaat niet aan, servicebalie", "laptop"),
    ("wachtwoord vergeten thuis", "password"),
    ("nieuw wachtwoord instellen als ik thuiswerk", "password"),
    ("treinkaartje declareren", "travel"),
    ("reiskosten terugkrijgen van mijn treinreis", "travel"),
    ("fietsplan van de gemeente", "bike"),
    ("termijn van een woo verzoek", "woo"),
    ("hoelang mag ik een sollicitatiebrief bewaren", "archive"),
    ("leverancier geeft mij een fles wijn cadeau", "gift"),
    ("verlof bij de geboorte van mijn kind", "birth"),
    ("partner bevallen hoeveel weken vrij", "birth"),
    ("vrijwilligerswerk in werktijd", "volunteer"),
    ("de koffieautomaat is leeg", "coffee"),
    ("de krant belt met een vraag, journalist", "press"),
    ("opleiding volgen hoe vraag ik dat aan", "training"),
    ("besluit digitaal ondertekenen", "signature"),
    ("I lost my access card", "badge"),
    ("working from abroad in summer", "remote"),
]

# Of the folder of a real team, where it is there: what somebody types, and the files that answer it.
TYPED_ELSEWHERE = [
    ("How do I request vacation days?", {"request-leave"}),
    ("Can I accept a present or gift from a vendor?", {"accepting-gifts"}),
    (
        "Do I keep my vacation days when I come from another agency?",
        {"annual-leave-if-I-transfer-from-another-federal-agency"},
    ),
    ("I want to go to a conference, what should I do?", {"attend-event", "speak-event"}),
    ("Where can I pick up my GSA badge?", {"badge"}),
    ("Where do I find batteries for my keyboard?", {"batteries"}),
    ("How can I reserve a desk?", {"bookit", "reserve-workstation-room"}),
    ("I moved house, where do I change my home address?", {"change-address"}),
    ("How do I reset my ENT password?", {"change-ent"}),
    ("Whom do I ask about a mistake in my paycheck?", {"contact-payroll"}),
    ("When can I sign up for dental cover?", {"dental-insurance"}),
    ("Must my own laptop be encrypted to use AWS?", {"encrypt-pers-comp"}),
    ("I lost my work phone, how do I find it?", {"find-phone"}),
    (
        "What is FMLA leave?",
        {
            "fmla-family-and-medical-leave-act",
            "when-can-I-take-leave-according-to-the-family-and-medical-leave-act",
        },
    ),
    ("What does the abbreviation ATO mean?", {"glossary"}),
    ("May I campaign for a political party?", {"hatch-act"}),
    ("How many vacation hours do I get per pay period?", {"how-much-annual-leave-do-I-earn"}),
    ("How much sick leave can I save up?", {"how-much-sick-time-do-I-earn"}),
    ("How do I lock my MacBook screen?", {"macbook-security"}),
    ("A journalist called me, what do I say to the press?", {"media"}),
    ("Does my time in the military count for federal service?", {"military-time-credit"}),
    ("I am moving to another state, what do I have to arrange?", {"moving-to-new-zone"}),
    ("Can I read work email on my own phone?", {"pers-phone", "pers-phone-foia"}),
    ("How do I set up a conference call?", {"reserve-conference-line"}),
    ("Can I roll over my old IRA into the TSP?", {"retirement-accounts"}),
    ("Where do I report my time every week?", {"timecard"}),
    ("Is my web browsing being tracked?", {"tracking"}),
    ("How do I book a trip for work?", {"travel"}),
    ("What is the guest wifi password?", {"wi-fi"}),
    ("How do I get a phone for work?", {"work-phone"}),
]
