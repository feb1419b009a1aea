package io.kspec.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A Markdown file: its sections, and its text as HTML with an address for each heading. */
final class Document {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    /** A header without words is none, and readers of screens would stumble over it. */
    private static final Pattern EMPTY_HEADER = Pattern.compile("<th([^>]*)></th>");

    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

    private final Node root;
    private final List<Section> sections;

    /**
     * A heading with what stands below it, up to the next heading.
     *
     * @param level 1 to 6; 0 for what stands before the first heading
     * @param anchor its address in the page
     * @param title the heading
     * @param text what stands below it, as text alone
     */
    record Section(int level, String anchor, String title, String text) {}

    private Document(Node root, List<Section> sections) {
        this.root = root;
        this.sections = sections;
    }

    /** Where a link or an image of a document leads. */
    @FunctionalInterface
    interface Destinations {
        String of(String written);
    }

    static Document parse(String markdown) {
        Node root = PARSER.parse(markdown);
        return new Document(root, sections(root));
    }

    List<Section> sections() {
        return sections;
    }

    /** The first heading. */
    String title() {
        return sections.stream()
                .filter(section -> section.level() > 0)
                .findFirst()
                .map(Section::title)
                .orElse("");
    }

    private static List<Section> sections(Node root) {
        IdGenerator ids = IdGenerator.builder().defaultId("section").build();
        List<Section> sections = new ArrayList<>();
        int level = 0;
        String anchor = "";
        String title = "";
        StringBuilder text = new StringBuilder();
        for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                sections.add(new Section(level, anchor, title, text.toString()));
                level = heading.getLevel();
                title = text(heading);
                anchor = ids.generateId(title);
                text.setLength(0);
            } else {
                text.append(text(node)).append(' ');
            }
        }
        sections.add(new Section(level, anchor, title, text.toString()));
        sections.removeIf(section -> section.level() == 0 && section.text().isBlank());
        return List.copyOf(sections);
    }

    /** The document as HTML. */
    String html(Destinations destinations) {
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(destinations.of(link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(destinations.of(image.getDestination()));
                visitChildren(image);
            }
        });
        List<String> anchors = sections.stream()
                .filter(section -> section.level() > 0)
                .map(Section::anchor)
                .toList();
        int[] next = {0};
        String html = HtmlRenderer.builder()
                .extensions(TABLES)
                .escapeHtml(false)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading && node.getParent() == root) {
                        attributes.put("id", anchors.get(next[0]++));
                    } else if (tag.equals("pre") || (node instanceof TableBlock && tag.equals("table"))) {
                        // what is wider than the page scrolls by itself, with the keyboard too
                        attributes.put("tabindex", "0");
                    }
                })
                .build()
                .render(root);
        return EMPTY_HEADER.matcher(html).replaceAll("<td$1></td>");
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text words) {
                text.append(words.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock block) {
                text.append(block.getLiteral());
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                text.append(block.getLiteral());
            }

            @Override
            public void visit(HtmlInline tag) {
                text.append(' ');
            }

            @Override
            public void visit(SoftLineBreak line) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak line) {
                text.append(' ');
            }

            @Override
            protected void visitChildren(Node parent) {
                super.visitChildren(parent);
                if (!(parent instanceof Heading) && Objects.nonNull(parent.getFirstChild())) {
                    text.append(' ');
                }
            }
        });
        return text.toString().strip();
    }
}
