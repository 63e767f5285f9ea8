import { ConfigError } from '@punctual/engine/platform/config';
import { z } from 'zod';
import { isSecureOrigin } from '../../accounts/sessions/refresh-cookie.ts';

export interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  label: string;
  scopes: string;
  groupsClaim: string;
  /** The members of this group who log in so are administrators, and others who do are not; null: roles are not mapped. */
  adminGroup: string | null;
}

const LABEL_LIMIT = 40;

/** Settings of logins through a provider; see docs/settings.md. */
export const oidcSettings = {
  OIDC_ISSUER: z
    .url({
      protocol: /^https?$/,
      abort: true,
      error: 'must be the address of the issuer: https://login.example.com',
    })
    .refine(
      (text) => isSecureOrigin(new URL(text)),
      'must begin with https://, unless the provider is on this machine.',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().trim().max(LABEL_LIMIT).default('single sign-on'),
  OIDC_SCOPES: z
    .string()
    .refine((text) => text.split(' ').includes('openid'), 'must have openid among its words.')
    .default('openid email profile'),
  OIDC_GROUPS_CLAIM: z.string().default('groups'),
  OIDC_ADMIN_GROUP: z.string().optional(),
};

type Given = z.infer<z.ZodObject<typeof oidcSettings>>;

/** @throws ConfigError where the provider is named and what it knows us by is missing */
export function parseOidc(given: Given): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = given;
  if (!issuer) return null;
  if (!clientId || !clientSecret)
    throw new ConfigError('OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is missing: OIDC_ISSUER needs both.');
  return {
    ...{ issuer: new URL(issuer), clientId, clientSecret },
    label: given.OIDC_LABEL,
    scopes: given.OIDC_SCOPES,
    groupsClaim: given.OIDC_GROUPS_CLAIM,
    adminGroup: given.OIDC_ADMIN_GROUP ?? null,
  };
}
