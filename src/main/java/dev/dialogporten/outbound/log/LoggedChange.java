package dev.dialogporten.outbound.log;

import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.event.CloudEvent;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the change log with the events it is worth. Those are derived and encoded when the first
 * receiver asks, once for all of them.
 */
public final class LoggedChange {
  private final Position position;
  private final DialogChange change;
  private final CloudEvents derivation;
  private final SetAside aside;
  private volatile List<PublishedEvent> events;

  LoggedChange(Position position, DialogChange change, CloudEvents derivation, SetAside aside) {
    this.position = position;
    this.change = change;
    this.derivation = derivation;
    this.aside = aside;
  }

  public Position position() {
    return position;
  }

  public DialogChange change() {
    return change;
  }

  /** In their order; empty for a silent change. */
  public List<PublishedEvent> events() {
    List<PublishedEvent> known = events;
    if (known == null) {
      known = aside.unlessPoisonous(position, this::derive, List.of());
      events = known;
    }
    return known;
  }

  private List<PublishedEvent> derive() {
    List<CloudEvent> derived = derivation.of(position, change);
    List<PublishedEvent> published = new ArrayList<>(derived.size());
    for (CloudEvent event : derived) {
      EventPosition place = new EventPosition(position, published.size());
      published.add(PublishedEvent.of(place, change.org(), event));
    }
    return List.copyOf(published);
  }
}
