import { REMEMBERED_CALLS } from '@punctual/contracts/users/api-key-limits';
import type { apiWords as English } from '../api.ts';

/** Words of the API's page, in German. */
export const api: typeof English = {
  title: 'API',
  lead: 'Alles aus dieser Oberfläche geht auch über HTTP. Ihre Programme legen mit einem Schlüssel Jobs an, starten Läufe und lesen Ergebnisse.',
  base: 'Basis-URL',
  reference: 'API-Referenz',
  openapi: 'OpenAPI-Dokument',
  start: 'Erster Aufruf',
  startText:
    'Legen Sie unten einen Schlüssel an, setzen Sie ihn anstelle von YOUR_KEY ein und führen Sie dies in einem Terminal aus.',
  list: 'Eigene Jobs auflisten',
  make: 'Job anlegen, der jede Stunde läuft',
  yourKey: 'YOUR_KEY',
  keys: 'API-Schlüssel',
  more: 'Mehr zur API',
  firstCall: 'Gleich ausprobieren: Ihr Schlüssel steht in diesem Befehl.',
  firstCallLabel: 'Befehl mit Ihrem Schlüssel',
  copy: 'Kopieren',
  copyOf: (label) => `Kopieren: ${label}`,
  copied: 'Kopiert.',
  select: 'Kopieren ist hier nicht möglich. Markieren und kopieren Sie den Text selbst.',
  asCall: {
    open: 'Als API-Aufruf',
    title: 'Dieser Job als API-Aufruf',
    create: 'Diese Anfrage legt den Job an, wie er jetzt im Formular steht.',
    edit: 'Diese Anfrage macht die Änderungen, die jetzt im Formular stehen.',
    nothing: 'Im Formular ist noch nichts geändert.',
    unfinished: 'Das Formular ist noch nicht vollständig. Sein Knopf sagt, was fehlt.',
    masked: 'Geheime Werte sind weggelassen: Setzen Sie Ihre anstelle von … ein.',
    label: 'Die Anfrage als Befehl',
    close: 'Schließen',
  },
  calls: {
    title: 'Letzte Aufrufe',
    text: `Die letzten ${REMEMBERED_CALLS} Aufrufe der vergangenen Woche, ohne Inhalte. Sie stehen nur im Arbeitsspeicher.`,
    none: 'Kein Aufruf in der vergangenen Woche.',
    failed: 'Die letzten Aufrufe konnten nicht geladen werden.',
    again: 'Neu laden',
    took: (ms) => `${ms} ms`,
    gone: 'nicht empfangen',
    column: { at: 'Wann', call: 'Aufruf', status: 'Antwort', took: 'Dauer' },
  },
};
