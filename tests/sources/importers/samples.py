"""Texts of invented places in several languages, for tests of how they are read."""

UKRAINIAN = (
    "Сили оборони відбили атаку на село Криничне, повідомив речник міністерства. Втрат немає, сказав він у четвер, "
    "і додав, що це вже не вперше."
)
RUSSIAN = (
    "Министерство обороны сообщило, что атака на село Криничное отбита. Потерь нет, заявил представитель ведомства, "
    "и это уже не в первый раз."
)
ENGLISH = (
    "The ministry said that the village of Criniche was quiet on Thursday, and that the bridge over the river had been "
    "closed to all but the people who live there."
)
GERMAN = (
    "Das Ministerium erklärte, der Angriff auf das Dorf sei zurückgeschlagen worden. Für die Männer dort gab es laut "
    "der Behörde keine Verluste, über fünf Häuser wurden beschädigt, und die Brücke bleibt für Fußgänger geöffnet. "
)
GREEK = "Το υπουργείο ανακοίνωσε ότι η επίθεση στο χωριό αποκρούστηκε και ότι δεν υπάρχουν απώλειες."
