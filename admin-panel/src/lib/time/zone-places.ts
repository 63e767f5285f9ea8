import { foldText } from './fold-text.ts';

/** The words by which somebody looks for a zone: those that name it in full count as soon as they are typed. */
interface Places {
  /** The name that the database of zones gives it today. */
  name: string;
  /** Large cities, country, usual name, abbreviations, names that it had: as they are shown. */
  words: readonly string[];
}

export type PlacesOf = (zone: string) => Places | undefined;

/** Words that people type and no database has, and abbreviations that several zones share: whose they are mostly. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  'America/New_York': ['NYC', 'DC', 'EST', 'EDT', 'ET'],
  'America/Chicago': ['CST', 'CDT', 'CT'],
  'America/Denver': ['MST', 'MDT', 'MT'],
  'America/Los_Angeles': ['LA', 'SF', 'PST', 'PDT', 'PT', 'Silicon Valley'],
  'Asia/Kolkata': ['IST', 'Bombay', 'Calcutta', 'Bangalore', 'New Delhi'],
  'Asia/Shanghai': ['Peking'],
  'Asia/Dubai': ['UAE'],
  'Europe/Berlin': ['CET', 'CEST', 'Frankfurt', 'Cologne'],
  'Europe/London': ['UK', 'GMT', 'BST', 'England', 'Scotland'],
  'Europe/Amsterdam': ['Holland'],
  'Europe/Zurich': ['Geneva', 'Basel'],
  'Pacific/Honolulu': ['Hawaii'],
  UTC: ['Zulu', 'Universal'],
};

const meant = new Map(
  Object.entries(MEANT).flatMap(([zone, words]) =>
    words.map((word) => [`${zone} ${foldText(word)}`, word] as const),
  ),
);

/** Finds the word of a zone by which people mean just this one; undefined if the text is none. */
export const meantBy = (zone: string, folded: string): string | undefined => meant.get(`${zone} ${folded}`);

/** Loads the cities, countries and names of zones: 20 kB that only who looks for a zone needs. */
export async function loadPlaces(): Promise<PlacesOf> {
  const { default: zones } = await import('@vvo/tzdb/raw-time-zones.json');
  const places = new Map<string, Places>();
  for (const {
    name,
    group,
    mainCities,
    countryName,
    alternativeName,
    abbreviation,
    dstAbbreviation,
  } of zones) {
    const shared = [countryName, alternativeName, abbreviation, dstAbbreviation].filter(isText);
    places.set(name, { name, words: [...mainCities, ...shared, ...group] });
    // The cities of a group are those of its main zone.
    for (const other of group) if (!places.has(other)) places.set(other, { name, words: shared });
  }
  return (zone) => places.get(zone);
}

const isText = (word: string | null | undefined): word is string => Boolean(word);
