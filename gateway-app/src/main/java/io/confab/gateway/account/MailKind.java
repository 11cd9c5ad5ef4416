package io.confab.gateway.account;

/** Why an account's owner gets a mail. The names are stored. */
enum MailKind {
    /** A sign-up's address is to be verified; about the sign-up. */
    VERIFY,
    /** Someone signed up with an address that has an account. */
    ADDRESS_KNOWN,
    /** Whoever signed up with this address wants the code again. */
    VERIFY_AGAIN,
    /** Whoever has this address may have forgotten the password. */
    RESET_PASSWORD,
    /** The password was changed. */
    PASSWORD_CHANGED,
    /** The account was deleted. */
    ACCOUNT_DELETED
}
