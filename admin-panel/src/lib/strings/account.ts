/** Words of what surrounds an account: mailed links, a forgotten password. */
export const accountWords = {
  toLogin: 'Log in',
  again: 'Send it again',
  sendingAgain: 'Sending…',
  sentAgain: 'Sent again.',
  spentLink: 'This link has been used, or it has ended.',
  forgot: {
    title: 'Forgot your password?',
    lead: 'Enter your email address. A link to choose another password comes by mail.',
    submit: 'Send the link',
    sending: 'Sending…',
    sentTitle: 'Check your mail',
    sent: (email: string) => `If ${email} has an account, a link is on its way. It works once, for an hour.`,
    spam: 'Nothing there after a few minutes? Look among unwanted mail.',
    remembered: 'Remembered it?',
  },
  reset: {
    title: 'Choose another password',
    lead: 'All your logins end and all your API keys are revoked. You log in with the new password.',
    password: 'New password',
    submit: 'Save password',
    sending: 'Saving…',
    spentTitle: 'This link no longer works',
    askAnew: 'Ask for a new link',
  },
  verify: {
    title: 'Confirm your email address',
    checking: 'One moment…',
    doneTitle: 'Your address is confirmed',
    done: 'You can schedule jobs now.',
    goOn: 'Go on',
    spent:
      'This link has been used, or it has ended. If your address is not confirmed yet, register again with the same password: a new link comes by mail.',
    toRegister: 'Register again',
    failed: 'Your address could not be confirmed.',
  },
  mailed: {
    title: 'Check your mail',
    lead: (email: string) =>
      `A mail is on its way to ${email}. Its link confirms your address, and works for a day.`,
    next: 'Then log in. If the address has an account already, the mail says so.',
    other: 'Use another address',
  },
} as const;
