import { optionTable } from './options.ts';

/**
 * The options of curl (`curl --help all`, 8.x) and what a job makes of each. A job checks certificates, follows no
 * redirects, tries again by its own rules and keeps the beginning of the answer.
 */
export const CURL_OPTIONS = optionTable('curl', {
  flags: {
    used: 'get head',
    silent: `basic compressed disable disallow-username-in-url fail fail-early fail-with-body globoff http1.1
      include keepalive no-alpn no-buffer no-keepalive no-npn no-progress-meter no-sessionid parallel
      parallel-immediate progress-bar progress-meter show-error show-headers silent styled-output tcp-nodelay
      trace-ids trace-time verbose`,
    leftOut: `ca-native cert-status clobber create-dirs doh-insecure false-start follow http0.9 http1.0 http2
      http2-prior-knowledge http3 http3-only ignore-content-length insecure ipv4 ipv6 junk-session-cookies location
      mptcp no-clobber out-null path-as-is post301 post302 post303 raw remote-header-name remote-name remote-name-all
      remote-time remove-on-error retry-all-errors retry-connrefused skip-existing ssl ssl-allow-beast
      ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2 sslv3 suppress-connect-headers
      tcp-fastopen tls-earlydata tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding xattr`,
    refused: `anyauth append compressed-ssh crlf digest disable-eprt disable-epsv doh-cert-status form-escape
      ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-control haproxy-protocol help list-only
      location-trusted mail-rcpt-allowfails manual metalink negotiate netrc netrc-optional next ntlm ntlm-wb
      proxy-anyauth proxy-basic proxy-ca-native proxy-digest proxy-http2 proxy-insecure proxy-negotiate proxy-ntlm
      proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel sasl-ir socks5-basic socks5-gssapi
      socks5-gssapi-nec tftp-no-options use-ascii version`,
  },
  values: {
    used: `cookie data data-ascii data-binary data-raw data-urlencode header json oauth2-bearer output range referer
      request url url-query user user-agent`,
    silent:
      'keepalive-cnt keepalive-time parallel-max parallel-max-host stderr trace trace-ascii trace-config write-out',
    leftOut: `alt-svc cacert capath ciphers connect-timeout cookie-jar create-file-mode crlfile curves dump-header
      etag-save expect100-timeout happy-eyeballs-timeout-ms hsts ip-tos libcurl limit-rate max-filesize max-redirs
      max-time output-dir proto proto-redir rate retry retry-delay retry-max-time sigalgs speed-limit speed-time
      ssl-sessions tls-max tls13-ciphers vlan-priority`,
    refused: `abstract-unix-socket aws-sigv4 cert cert-type config connect-to continue-at delegation dns-interface
      dns-ipv4-addr dns-ipv6-addr dns-servers doh-url ech egd-file engine etag-compare form form-string ftp-account
      ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode haproxy-clientip hostpubmd5 hostpubsha256 interface
      ipfs-gateway key key-type knownhosts krb local-port login-options mail-auth mail-from mail-rcpt netrc-file noproxy
      pass pinnedpubkey preproxy proto-default proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers
      proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name
      proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file
      request-target resolve sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname
      telnet-option tftp-blksize time-cond tlsauthtype tlspassword tlsuser unix-socket upload-file upload-flags
      variable`,
  },
  letters: `a=append A=user-agent b=cookie B=use-ascii c=cookie-jar C=continue-at d=data D=dump-header e=referer E=cert
    f=fail F=form g=globoff G=get h=help H=header i=include I=head j=junk-session-cookies J=remote-header-name
    k=insecure K=config l=list-only L=location m=max-time M=manual n=netrc N=no-buffer o=output O=remote-name
    p=proxytunnel P=ftp-port q=disable Q=quote r=range R=remote-time s=silent S=show-error t=telnet-option
    T=upload-file u=user U=proxy-user v=verbose V=version w=write-out x=proxy X=request Y=speed-limit y=speed-time
    z=time-cond Z=parallel 0=http1.0 1=tlsv1 2=sslv2 3=sslv3 4=ipv4 6=ipv6 #=progress-bar :=next`,
});
