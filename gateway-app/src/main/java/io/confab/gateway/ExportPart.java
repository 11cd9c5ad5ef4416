package io.confab.gateway;

import io.confab.schemas.id.UserId;
import java.util.function.Function;

/**
 * What one feature stores about a user, for the user's export.
 *
 * @param name the property of the export that has it, camelCase
 * @param content gives whatever Jackson writes; without secrets such as hashes
 */
public record ExportPart(String name, Function<UserId, Object> content) {}
