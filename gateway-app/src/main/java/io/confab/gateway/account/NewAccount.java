package io.confab.gateway.account;

import io.confab.gateway.profile.DisplayName;
import io.confab.gateway.profile.Tags;

/** What someone signs up with. */
record NewAccount(Username username, EmailAddress email, Password password, DisplayName displayName, Tags tags) {}
