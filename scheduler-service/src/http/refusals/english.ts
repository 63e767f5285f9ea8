import type { Words } from '@punctual/contracts/language';

/** Sentences with which this service refuses a request, in English. */
export const english = {
  databaseAway:
    'The database does not answer. Try again in a moment; a change may have been made all the same.',
  writeConflict: 'Somebody else is writing the same. Try again in a moment.',
  internal: 'Something went wrong on our side. The request id helps to find it.',
  twoHosts: 'The request has more than one Host header.',
  otherSite: 'This request did not come from the panel.',
  needsAdmin: 'This needs the administrator role.',
  noKeys: 'This is not for API keys. Log in.',
  lacksScope: (scopes: string[]): string => `This API key lacks the scope ${scopes.join(' or ')}.`,
  emailNotVerified:
    'Confirm your email address first: follow the link in the mail. Registering again with the same password mails another.',
  changedMeanwhile: 'This job changed while you were editing. Load it again.',
  keyReused: 'This Idempotency-Key was sent with another request before. Use a new one.',
  keyOfAnother: 'This key belongs to another request.',
  keyInUse: 'The request of this Idempotency-Key is still being carried out. Ask again in a moment.',
  tooManyAtOnce: 'Too many requests are being answered at the moment. Try again in a second.',
  tokenEnded: 'The access token is not valid, or it has ended.',
  loginEnded: 'This login has ended.',
  sessionEnded: 'Your session ended. Log in to go on.',
  loginOver: 'This login took too long, or has ended. Begin again.',
  keyNotValid: 'The API key is not valid, has ended, or was revoked.',
  emailTaken: 'This email already has an account. Log in instead?',
  ownAccount: 'This is your own account. Let another administrator disable it.',
  ownSecondFactor: 'This is your own account. Switch your second factor off in your settings.',
  lastAdmin: 'This is the last administrator. Make somebody else one first.',
  jobDisabled: 'This job is disabled. Enable it to run it.',
  ownerDisabled: 'The account of its owner is disabled. Enable the account to run it.',
  runOpen: 'This run has not ended yet.',
  runEnded: 'This run has ended already.',
  tooManyTags: (limit: number): string => `A job has at most ${limit} tags.`,
  hasSecondFactor: 'You have a second factor already. Switch it off first.',
  noSecondFactor: 'You have no second factor.',
  setupOver: 'This took too long, or was begun anew elsewhere. Begin again.',
  notTheCode: 'This is not the code that the app shows now.',
  notThePassword: 'This is not your current password.',
  noPassword: 'Your account has no password yet. Have a link mailed to choose one.',
  commonPassword: 'Many people use this password, so it is tried first. Choose another one.',
  linkUsed: 'This link has been used, or it has ended. Ask for a new one.',
  tooManyKeys: (limit: number): string =>
    `This account has ${limit} API keys, which is as many as it may have. Revoke one that is not used.`,
  passed: 'That time has passed. Choose a later one.',
  endBeforeStart: 'The end is before the start.',
  noZone: (zone: string): string => `“${zone}” is not a time zone. Search for a city.`,
  readOnly: 'This cannot be set. Leave it out, or send it as it was read.',
  otherRevision: (revision: number): string =>
    `This job is at revision ${revision} now. Load it again, or leave this out.`,
  noRunLeft: (starts: number, limit: number | null): string =>
    `${starts} of ${limit} runs have been started, so none is left. Allow more runs, or restart the count.`,
  noField: (name: string): string => `There is no field "${name}" here.`,
  tooManyStreams: {
    account: (limit: number): string =>
      `At most ${limit} streams of one account at a time. Close one of them.`,
    address: (limit: number): string =>
      `At most ${limit} streams from one address at a time. Close one of them.`,
    all: (limit: number): string => `At most ${limit} streams in all at a time. Close one of them.`,
  },
  eventsOfAll: 'The events of all users are not for API keys. Log in.',
  metricsToken: 'Send the token of the metrics.',
  logInOrRead: 'Log in, or send a valid access token. The API is described at /docs.',
  noMail: 'No mail is sent here. Ask an administrator for another password.',
  tooManyLogins: 'Too many logins at once. Try again in a moment.',
  noSecondFactorHere: 'No second factor can be kept here: SECRETS_KEY is not set.',
  providerSaidNoEmail: 'The provider did not say your email address, which an account needs here.',
  notJoined:
    'Your address has an account already, and it cannot be joined: the provider and Punctual must both have confirmed the address. Log in with the password of the account; to confirm its address, choose another password by “Forgot your password?”.',
  providerAway: (label: string): string => `${label} does not answer. Try again in a moment.`,
  providerFailed: (label: string): string =>
    `The login through ${label} failed, or took too long. Begin again.`,
  begunElsewhere: 'This login was not begun in this browser. Begin again.',
  tooLongToCompute: 'This schedule takes too long to compute. Ask for fewer runs, or for a shorter time.',
  tooLongToImport:
    'Not checked: the schedules before it take too long to compute for one import. Import fewer such jobs at a time.',
  tooManyComputed: 'Too many schedules are being computed. Try again in a moment.',
  privateNetwork: 'That address is inside a private network, which jobs cannot call.',
  sortOfAll:
    'Everybody’s jobs are sorted by createdAt, failing ones by lastRun too; name an owner to sort otherwise.',
  byPage: 'In this order go on by page.',
  otherCursor: 'This cursor is not one that this list has answered; a list in another order has others.',
  pageTooFar: (rows: number): string =>
    `Pages reach as far as rows are counted, ${rows.toLocaleString('en')}; go on by cursor.`,
  keyForm: 'A key has 1 to 255 visible ASCII characters.',
  reference: 'Beside "$id", the database takes this for a reference of its own. Send the whole as a text.',
  halfCharacter: 'This holds half of a character: one of a surrogate pair is missing.',
  inexact: (written: string): string =>
    `The number ${written} cannot be kept exactly. Send it as a text, in quotes.`,
  tooDeep: (levels: number): string => `This is nested too deeply: ${levels} levels at most.`,
  nulInName: 'The name of a field cannot hold a NUL.',
};

export type RefusalWords = Words<typeof english>;
