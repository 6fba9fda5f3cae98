import { z } from 'zod';
import { localDate, opaqueId, sha256 } from '../../workflows/fields.js';
import { ROLE_NAMES } from '../../workflows/vocabulary.js';

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(20_000);

/** The body of `POST …/events`: what somebody asks the procedure to accept. */
export const actRequest = z.strictObject({
  type: z.string().min(1).max(80),
  payload: z.record(z.string(), z.json()).default({}),
  /** The date that the actor claims for the act; no period counts from it. */
  claimed: localDate.optional(),
  /** A dated outside source, checked by a second person; periods count from it. */
  evidenced: z.strictObject({ date: localDate, source: sha256, checkedBy: opaqueId }).optional(),
  /** The person without an account whose act this is, entered from the signed original. */
  onBehalfOf: opaqueId.optional(),
  /** The person for whom the actor acts, by a delegation that is in force (授权委托). */
  delegatedBy: opaqueId.optional(),
  instrument: z
    .strictObject({
      digest: sha256,
      pages: z.int().min(1).max(10_000),
      signedOn: localDate,
      sealed: z.boolean(),
      certifiedBy: opaqueId,
      /** Where the original lies: a file number or a shelf, no name of a person. */
      keptAt: z.string().trim().min(1).max(100).optional(),
      /**
       * Where the original is signed electronically: by which key (serial number of the certificate and its issuer), under
       * which authority, no name of a person; and whether it is reliable (Electronic Signatures Law, article 13).
       */
      electronic: z
        .strictObject({
          key: z.string().trim().min(1).max(200),
          authority: z.string().trim().min(1).max(200),
          ownKey: z.boolean(),
          soleControl: z.boolean(),
          signatureChangesShow: z.boolean(),
          textChangesShow: z.boolean(),
        })
        .optional(),
    })
    .optional(),
  /** The actor's signature over exactly this act, as it was shown by `POST /api/me/signatures`. */
  signature: z
    .strictObject({
      ticket: base64url,
      response: z.strictObject({
        id: base64url,
        rawId: base64url,
        type: z.literal('public-key'),
        authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
        clientExtensionResults: z.record(z.string(), z.json()).default({}),
        response: z.strictObject({
          clientDataJSON: base64url,
          authenticatorData: base64url,
          signature: base64url,
          userHandle: base64url.optional(),
        }),
      }),
    })
    .optional(),
  /** Which of the actor's roles, where several would do. */
  as: z.strictObject({ role: z.enum(ROLE_NAMES), unit: opaqueId }).optional(),
});
export type ActRequest = z.infer<typeof actRequest>;
