package dev.dialogporten.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final Health health = new Health();

  @Test
  void ready_beforeStartAndWhileStopping_isDown() {
    health.add("fine", Future::succeededFuture);

    assertThat(health.ready().await().checks()).containsEntry("service", "starting");
    health.started();
    assertThat(health.ready().await().isUp()).isTrue();
    health.stopping();
    assertThat(health.ready().await().checks()).containsEntry("service", "stopping");
  }

  @Test
  void ready_oneCheckFails_namesIt() {
    health.add("fine", Future::succeededFuture);
    health.add("broken", () -> Future.failedFuture(new IllegalStateException("secret")));
    health.add("unready", () -> Future.failedFuture(new NotReady("the disk is full")));
    health.add(
        "throwing",
        () -> {
          throw new IllegalArgumentException("secret");
        });
    health.started();

    Health.Report report = health.ready().await();

    assertThat(report.isUp()).isFalse();
    assertThat(report.checks())
        .containsEntry("fine", null)
        .containsEntry("broken", "failed")
        .containsEntry("unready", "the disk is full")
        .containsEntry("throwing", "failed");
  }

  @Test
  void ready_whileChecksRun_sharesThem() {
    AtomicInteger runs = new AtomicInteger();
    Promise<Void> slow = Promise.promise();
    health.add(
        "slow",
        () -> {
          runs.incrementAndGet();
          return slow.future();
        });
    health.started();

    Future<Health.Report> first = health.ready();
    Future<Health.Report> second = health.ready();
    slow.complete();

    assertThat(first.await().isUp()).isTrue();
    assertThat(second.await().isUp()).isTrue();
    assertThat(runs).hasValue(1);
    assertThat(health.ready().await().isUp()).isTrue();
    assertThat(runs).hasValue(2);
  }

  @Test
  void ready_checkThatNeverEnds_isDown() {
    health.add("stuck", () -> Promise.promise().future());
    health.started();

    assertThat(health.ready().await().checks()).containsEntry("stuck", "no answer within 2 s");
  }
}
