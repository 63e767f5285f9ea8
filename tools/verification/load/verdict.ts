/** One target and what was measured; `isMet` decides over the suite. */
export interface Verdict {
  what: string;
  target: string;
  figure: string;
  isMet: boolean;
}

export const atLeast = (what: string, figure: number, least: number): Verdict => ({
  ...{ what, target: `> ${percent(least)}`, figure: percent(figure), isMet: figure > least },
});

export const below = (what: string, ms: number, most: number): Verdict => ({
  ...{ what, target: `< ${most} ms`, figure: `${Math.round(ms)} ms`, isMet: ms < most },
});

export const none = (what: string, count: number): Verdict => ({
  ...{ what, target: '0', figure: String(count), isMet: count === 0 },
});

export const some = (what: string, count: number): Verdict => ({
  ...{ what, target: '≥ 1', figure: String(count), isMet: count > 0 },
});

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
