import { inLanguage } from './in-language.ts';

/** Words of what surrounds an account: mailed links, a forgotten password. */
export const accountWords = inLanguage('account', {
  toLogin: 'Log in',
  again: 'Send it again',
  sendingAgain: 'Sending…',
  sentAgain: 'Sent again.',
  spentLink: 'This link has been used or has expired.',
  forgot: {
    title: 'Forgot your password?',
    lead: 'Enter your email address. You get an email with a link to choose a new password.',
    submit: 'Send the link',
    sending: 'Sending…',
    sentTitle: 'Check your email',
    sent: (email: string) => `If ${email} has an account, a link is on its way. It works once, for an hour.`,
    spam: 'Nothing there after a few minutes? Check your spam folder.',
    remembered: 'Remembered it?',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'You are logged out everywhere, and all your API keys are revoked. Then log in with the new password.',
    password: 'New password',
    submit: 'Save password',
    sending: 'Saving…',
    spentTitle: 'This link no longer works',
    askAnew: 'Get a new link',
  },
  verify: {
    title: 'Confirm your email address',
    checking: 'One moment…',
    doneTitle: 'Your address is confirmed',
    done: 'You can schedule jobs now.',
    goOn: 'Go on',
    spent:
      'This link has been used or has expired. If your address is not confirmed yet, register again with the same password to get a new link.',
    toRegister: 'Register again',
    failed: 'Your address could not be confirmed.',
  },
  mailed: {
    title: 'Check your email',
    lead: (email: string) =>
      `An email is on its way to ${email}. Its link confirms your address and works for a day.`,
    next: 'Then log in. If the address already has an account, the email says so.',
    other: 'Use another address',
  },
  secondStep: {
    title: 'Enter your code',
    lead: 'One more step: this account also needs a code.',
    label: { app: 'Code from your authenticator app', recovery: 'Recovery code' },
    hint: { app: 'Six digits; a new one every 30 seconds', recovery: 'One of the codes that you stored' },
    enter: { app: 'Enter the code that the app shows.', recovery: 'Enter one of your recovery codes.' },
    change: { app: 'Use a recovery code instead', recovery: 'Use the authenticator app instead' },
    wrong: {
      app: 'This code is wrong, or it was used before. Wait for the next one.',
      recovery: 'This recovery code is wrong, or it was used before. Each works once.',
    },
    back: 'Log in as someone else',
  },
  provider: {
    or: 'or',
    logIn: (label: string) => `Log in with ${label}`,
    leaving: 'One moment…',
    failed: 'You are not logged in',
    back: 'Back to the login',
  },
  secondFactorDue: {
    title: 'Set up a second factor',
    lead: 'Administrators need one here. Set it up to go on.',
    done: 'Your second factor is on.',
    loggedInAs: (email: string) => `Logged in as ${email}.`,
    logOut: 'Log out',
  },
} as const);
