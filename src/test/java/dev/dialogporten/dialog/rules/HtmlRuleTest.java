package dev.dialogporten.dialog.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text & more",
        "a < b and c > d",
        "<p>x<br>y</p>",
        "<P>x</P>",
        "<p>unclosed",
        "<p><em>wrongly <strong>nested</em></strong></p>",
        "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>",
        "<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>d</td></tr></tbody></table>",
        "<table><tr><td><table><tr><td>nested</td></tr></table></td></tr></table>",
        "<a href=\"https://example.com\">x</a>",
        "<A HREF='HTTPS://example.com'>x</A>",
        "<p><!-- comment --></p>",
        "<!-- <script>alert(1)</script> -->",
        "&lt;script&gt;",
        "</p></div>"
      })
  void allowed(String html) {
    assertThat(HtmlRule.isAllowed(html)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x>",
        "<img src=x>",
        "<div>x</div>",
        "<span>x</span>",
        "<p class=\"x\">x</p>",
        "<td style=\"x\">x</td>",
        "<table><tr><td style=\"x\">x</td></tr></table>",
        "<br/ onclick=x>",
        "<a>x</a>",
        "<a href=\"http://example.com\">x</a>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"https://example.com\" class=\"x\">x</a>",
        "<a href=\" https://example.com\">x</a>",
        "<a name=\"https://example.com\">x</a>",
        "<p><x-custom>y</x-custom></p>",
        "<html lang=nb><p>x</p></html>",
        "<body onload=alert(1)>x",
        "x<body onload=alert(1)>",
        "<head><title>x</title></head>",
        "<style>p{}</style>",
        "<svg><p>x</p></svg>",
        "<![CDATA[><script>alert(1)</script>]]>",
        "<!--><script>alert(1)</script>-->",
        "<!-- --!><script>alert(1)</script>",
        "<frameset><frame src=x></frameset>",
        "<table><col style=x></table>",
        "<form action=x>",
        "<p/onclick=alert(1)>x"
      })
  void refused(String html) {
    assertThat(HtmlRule.isAllowed(html)).isFalse();
  }
}
