package dev.dialogporten.registry;

import java.util.Map;

/**
 * A service owner.
 *
 * @param number organisation number, nine digits
 * @param code short name, lower case
 * @param name language code to display name, may be empty
 */
record Owner(String number, String code, Map<String, String> name) {
  Owner {
    name = Map.copyOf(name);
  }
}
