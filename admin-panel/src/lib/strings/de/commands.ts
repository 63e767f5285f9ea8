import type { commandWords as English } from '../commands.ts';

/** The words for commands that are pasted or imported, in German. */
export const commands: typeof English = {
  noCommand: 'Nicht importierbar: Punctual ruft URLs auf und sendet E-Mails, es führt keine Befehle aus.',
  shell: (sign) => `„${sign}“ braucht eine Shell. Punctual ruft URLs auf und führt keine Befehle aus.`,
  before: (text, tool) => `„${text}“ steht vor ${tool}. Punctual ruft URLs auf und führt keine Befehle aus.`,
  flock: 'Lassen Sie „flock“ weg: Ein Job überlappt sich hier nicht selbst.',
  timeout: 'Lassen Sie „timeout“ weg: Ein Job hat hier eine eigene Zeitgrenze.',
  quote: 'Ein Anführungszeichen ist nicht geschlossen.',
  windows: 'Das ist für die Befehlszeile von Windows geschrieben. Kopieren Sie es als cURL für bash.',
  percent: 'In einer Crontab beendet ein % den Befehl. Schreiben Sie \\% für ein Prozentzeichen.',
  unknown: (option, tool) => `„${option}“ ist keine hier bekannte Option von ${tool}.`,
  noPlace: (option) => `Ein Job kann nicht, was „${option}“ verlangt.`,
  file: (option) => `„${option}“ liest eine Datei Ihres Rechners. Schreiben Sie deren Inhalt hin.`,
  noValue: (option) => `„${option}“ braucht einen Wert dahinter.`,
  noUrl: 'Es nennt keine Adresse.',
  urls: (first, second) =>
    `Es ruft mehrere Adressen auf: „${first}“ und „${second}“. Legen Sie für jede einen Job an.`,
  pattern: (url) => `curl macht aus „${url}“ mehrere Adressen. Legen Sie für jede einen Job an.`,
  noHeader: (text) => `„${text}“ ist keine Kopfzeile. Schreiben Sie Name, Doppelpunkt und Wert.`,
  headerTwice: (name) => `Die Kopfzeile ${name} kommt zweimal vor; das kann ein Job nicht senden.`,
  headerRemoved: (name) => `Ein Job kann die Kopfzeile ${name} nicht weglassen.`,
  password: (user) => `Es würde nach dem Passwort von „${user}“ fragen.`,
  ofHeader: (name, message) => `${name}: ${message}`,
  leftOut: (options) => `Weggelassen: ${options}`,
  sealed: (names) => `Wird ein Geheimnis, verschlüsselt aufbewahrt und nie mehr gezeigt: ${names}`,
  openSecret: (name) =>
    `„${name}“ in der Adresse sieht wie ein Geheimnis aus. Adressen sind nicht verschlüsselt: Wer den Job sieht, sieht sie.`,
};
