import { optionTable } from './options.ts';

/** The options of wget (1.x) that calls are made with, and what a job makes of each; all others are refused. */
export const WGET_OPTIONS = optionTable('wget', {
  flags: {
    used: 'spider',
    silent: `auth-no-challenge background content-on-error debug delete-after no-verbose quiet server-response
      show-progress no-hsts verbose`,
    leftOut: `adjust-extension content-disposition continue https-only inet4-only inet6-only no-cache
      no-check-certificate no-clobber no-cookies no-directories no-dns-cache no-host-directories no-http-keep-alive
      no-parent no-proxy retry-connrefused timestamping trust-server-names unlink force-directories`,
    refused: `convert-links follow-ftp force-html glob mirror page-requisites recursive span-hosts warc-file`,
  },
  values: {
    used: `body-data header http-password http-user method output-document password post-data referer user
      user-agent`,
    // The letter n is the first of two: "-nv".
    silent: 'n output-file append-output progress report-speed',
    leftOut: `connect-timeout ca-certificate ca-directory ciphers compression dns-timeout directory-prefix limit-rate
      max-redirect prefer-family quota read-timeout retry-on-http-error save-cookies secure-protocol timeout tries wait
      waitretry`,
    refused: `accept base bind-address body-file certificate domains exclude-domains execute input-file level
      load-cookies password-file post-file private-key proxy-password proxy-user reject`,
  },
  letters: `4=inet4-only 6=inet6-only a=append-output A=accept b=background B=base c=continue d=debug D=domains
    e=execute E=adjust-extension F=force-html H=span-hosts i=input-file k=convert-links l=level m=mirror n=n
    N=timestamping o=output-file O=output-document p=page-requisites P=directory-prefix q=quiet Q=quota r=recursive
    R=reject S=server-response t=tries T=timeout U=user-agent v=verbose w=wait x=force-directories`,
});
