const SUBMISSION_PORT = 587;
const TLS_PORT = 465;

/**
 * What an `smtp://` or `smtps://` address says, in the form that nodemailer takes; with it, a text that looks like a
 * path or an address is text, and nothing else.
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
