const SUBMISSION_PORT = 587;
const TLS_PORT = 465;

/**
 * Converts an `smtp://` or `smtps://` address to the options of nodemailer; they also make sure that a text that looks
 * like a path or an address stays a text.
 */
export function smtpServer(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: Number(url.port || (secure ? TLS_PORT : SUBMISSION_PORT)),
    secure,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
  };
}

/**
 * Finds the page that shows mail where the server of an address catches it and delivers none: `?caught=http://…`, which
 * goes with the address when another server is named. Null for a server that delivers.
 */
export function caughtMailPage(smtpUrl: string): string | null {
  const page = new URL(smtpUrl).searchParams.get('caught');
  if (page === null || !URL.canParse(page)) return null;
  return /^https?:$/.test(new URL(page).protocol) ? new URL(page).href : null;
}
