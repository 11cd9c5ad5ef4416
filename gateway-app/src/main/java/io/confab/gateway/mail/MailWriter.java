package io.confab.gateway.mail;

import java.util.List;

/** Writes the mails of an order when they are about to be sent; called again if that fails. */
@FunctionalInterface
public interface MailWriter {
    /** The mails; none if nobody is to get one. */
    List<Mail> write(MailOrder order);
}
