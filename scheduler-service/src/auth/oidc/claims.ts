import { canonicalEmail } from '@punctual/contracts/users/email-address';
import { profileInput } from '@punctual/contracts/users/user';
import type { OidcIdentity } from '@punctual/engine/database/documents';
import { z } from 'zod';

/** A provider's statements about a user, as far as they are of use here. */
export interface Claims {
  identity: OidcIdentity;
  /** In its canonical form; null without one. */
  email: string | null;
  /** The provider says that the address is the user's. */
  isEmailVerified: boolean;
  name: string | null;
  groups: string[];
}

const groupsOf = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);
const nameOf = profileInput.shape.name.catch(null);

/** Reads claims; what is not as it should be counts as not stated. */
export function readClaims(
  { sub, iss, email, email_verified: isVerified, name, ...others }: Record<string, unknown>,
  { groupsClaim }: { groupsClaim: string },
): Claims {
  return {
    identity: z.object({ issuer: z.string(), subject: z.string() }).parse({ issuer: iss, subject: sub }),
    email: typeof email === 'string' ? canonicalEmail(email) : null,
    isEmailVerified: isVerified === true,
    name: nameOf.parse(name ?? null) || null,
    groups: groupsOf.parse(others[groupsClaim]),
  };
}
