package dev.dialogporten.dialog.value;

import java.util.Locale;
import java.util.Set;

/** The two-letter codes of ISO 639-1 that texts may be in: all but {@code no}. */
public final class Languages {
  private static final Set<String> CODES =
      Set.of(
          ("aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu"
                  + " cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv"
                  + " ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk"
                  + " kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr"
                  + " ms mt my na nb nd ne ng nl nn nr nv ny oc oj om or os pa pi pl ps pt qu rm rn"
                  + " ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti"
                  + " tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu")
              .split(" "));

  private Languages() {}

  /** Lower case, without region: {@code nn_NO} is {@code nn}. */
  public static String normalized(String code) {
    String text = WhiteSpace.trimmed(code).replace('_', '-').toLowerCase(Locale.ROOT);
    int region = text.indexOf('-');
    return region < 0 ? text : text.substring(0, region);
  }

  /** For a code in normal form: lower case, without region. */
  public static boolean isKnown(String code) {
    return CODES.contains(code);
  }
}
