package dev.dialogporten.auth.dev;

import java.io.IOException;
import java.util.function.Supplier;

/** Where nodes of one database share the key of development tokens (PKCS #8, PEM). */
public interface SharedKey {
  /**
   * The shared key; blocks. Fails with one line for the operator.
   *
   * @param offer makes the key when there is none
   */
  String pem(Supplier<String> offer) throws IOException;
}
