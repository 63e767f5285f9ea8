import { foldText } from './fold-text.ts';
import type { ZoneOption } from './zone-options.ts';
import { meantBy, type PlacesOf } from './zone-places.ts';

/** A zone that was found, and the word that it was found by where its name does not show why. */
export interface FoundZone extends ZoneOption {
  via: string | null;
}

/** The better a text fits, the lower. */
const RANK = { meant: 0, whole: 1, words: 2, beginning: 3 } as const;
const OFFSET = /^(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d{2}))?$/;

/**
 * Finds zones by city, country, name, abbreviation or offset. Whole words count before their beginnings, and nothing
 * counts within a word: "est" is no part of "Creston".
 * @param options in the order that they have where they fit equally
 */
export function findZones(
  text: string,
  options: readonly ZoneOption[],
  placesOf: PlacesOf,
  limit: number,
): FoundZone[] {
  const asked = foldText(text);
  if (asked === '') return options.slice(0, limit).map((option) => ({ ...option, via: null }));
  const offset = parseOffset(text);
  const found = options.flatMap((option) => {
    const fit =
      offset === null ? fitOf(option, asked, placesOf) : option.offsetMinutes === offset ? BY_OFFSET : null;
    return fit ? [{ option, fit }] : [];
  });
  return found
    .toSorted((a, b) => a.fit.rank - b.fit.rank)
    .slice(0, limit)
    .map(({ option, fit }) => ({ ...option, via: fit.via }));
}

interface Fit {
  rank: number;
  via: string | null;
}

const BY_OFFSET: Fit = { rank: RANK.whole, via: null };

/** Parses an offset ("+5:30", "UTC+05:30", "gmt-3") to minutes east of UTC; null if the text is none. */
function parseOffset(text: string): number | null {
  const [, sign, hours, minutes = '0'] = OFFSET.exec(text.trim().toLowerCase().replaceAll('−', '-')) ?? [];
  if (hours === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function fitOf({ value, label }: ZoneOption, asked: string, placesOf: PlacesOf): Fit | null {
  const word = meantBy(value, asked);
  if (word !== undefined) return { rank: RANK.meant, via: word };
  const city = label.split('/').at(-1) ?? label;
  const own = [city, label].map((name) => ({ name, via: null }));
  const others = (placesOf(value)?.words ?? []).map((name) => ({ name, via: name }));
  const fits = [...own, ...others].flatMap(({ name, via }) => {
    const rank = rankOf(foldText(name), asked);
    return rank === null ? [] : [{ rank, via }];
  });
  return fits.toSorted((a, b) => a.rank - b.rank)[0] ?? null;
}

function rankOf(name: string, asked: string): number | null {
  if (name === asked) return RANK.whole;
  const [words, from] = [` ${name} `, ` ${asked}`];
  if (words.includes(`${from} `)) return RANK.words;
  return words.includes(from) ? RANK.beginning : null;
}
