package dev.dialogporten.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests, as parameters of constructor or method: the shared {@link TestService}, a fresh
 * {@link ServiceOwner}, or an {@link ApiClient} with the token of a fresh service owner.
 *
 * <pre>{@code
 * @ExtendWith(ServiceExtension.class)
 * class PatchDialogIT {
 *   PatchDialogIT(ApiClient client) { ... }
 * }</pre>
 *
 * JUnit makes one instance of the class per test, so an owner asked for in the constructor is fresh
 * for each test.
 */
public final class ServiceExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestService.class
        || type == ApiClient.class
        || type == ServiceOwner.class
        || type == DialogFixture.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == ServiceOwner.class) {
      return ServiceOwner.fresh();
    }
    TestService service = TestService.shared();
    if (type == DialogFixture.class) {
      return DialogFixture.create(service);
    }
    return type == TestService.class ? service : service.client(ServiceOwner.fresh());
  }
}
