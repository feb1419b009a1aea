package io.kspec.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.site.Document.Section;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the site from the Markdown files of the repository. It is a folder of files that works without a server and without a
 * network; the index of the search is a script, since browsers let no page read files.
 */
public final class Site {
    /** Where files of the repository lie that pages link to. */
    private static final String FILES = "files/";
    /** How much of a section is searched. */
    private static final int SEARCHED = 20_000;

    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*", Pattern.DOTALL);

    private final Path repository;
    private final Path folder;
    private final String version;
    private final Pages pages;
    private final Map<Page, Document> documents = new HashMap<>();
    private final Set<Path> linked = new TreeSet<>();

    private Site(Path repository, Path folder, String version) throws IOException {
        this.repository = repository.toRealPath();
        this.folder = folder;
        this.version = version;
        this.pages = Pages.of(this.repository);
    }

    /**
     * Writes the site.
     *
     * @param args the folder of the repository, the folder to write to, and the version of kspec
     * @throws IOException if a file cannot be read or written, or a page links to one that does not exist
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "expected REPOSITORY FOLDER VERSION, found " + args.length + " arguments");
        }
        write(Path.of(args[0]), Path.of(args[1]), args[2]);
    }

    static void write(Path repository, Path folder, String version) throws IOException {
        new Site(repository, folder, version).write();
    }

    private void write() throws IOException {
        Files.createDirectories(folder);
        for (Page page : pages.all()) {
            documents.put(page, Document.parse(Files.readString(repository.resolve(page.source()))));
        }
        for (Page page : pages.all()) {
            Files.writeString(folder.resolve(page.name()), html(page));
        }
        Files.writeString(folder.resolve("search-index.js"), "const SEARCHED = " + index() + ";\n");
        for (String asset : List.of("site.css", "site.js")) {
            Files.writeString(folder.resolve(asset), resource(asset));
        }
        for (Path file : linked) {
            copy(file);
        }
    }

    private Document document(Page page) {
        return Objects.requireNonNull(documents.get(page), page.name());
    }

    private String html(Page page) throws IOException {
        Document document = document(page);
        String title = document.title();
        String body = document.html(written -> destination(page, written));
        return resource("page.html")
                .replace("{{title}}", escaped(title.equals("kspec") ? "kspec" : title + " – kspec"))
                .replace("{{version}}", escaped(version))
                .replace("{{source}}", escaped(page.source().toString()))
                .replace("{{navigation}}", navigation(page))
                .replace("{{contents}}", contents(document))
                .replace("{{body}}", body);
    }

    private String navigation(Page current) {
        StringBuilder html = new StringBuilder();
        for (List<Page> group : pages.groups()) {
            html.append("<h2>").append(escaped(group.get(0).group())).append("</h2>\n<ul>\n");
            for (Page page : group) {
                html.append("<li><a href=\"")
                        .append(page.name())
                        .append('"')
                        .append(page.equals(current) ? " aria-current=\"page\"" : "")
                        .append('>')
                        .append(escaped(document(page).title()))
                        .append("</a></li>\n");
            }
            html.append("</ul>\n");
        }
        return html.toString();
    }

    /** The sections of a page; none if there are too few to choose from. */
    private static String contents(Document document) {
        List<Section> sections = document.sections().stream()
                .filter(section -> section.level() == 2 || section.level() == 3)
                .toList();
        if (sections.size() < 2) {
            return "";
        }
        StringBuilder html =
                new StringBuilder("<nav class=\"contents\" aria-label=\"On this page\"><h2>On this page</h2>\n<ul>\n");
        for (Section section : sections) {
            html.append("<li class=\"level-")
                    .append(section.level())
                    .append("\"><a href=\"#")
                    .append(escaped(section.anchor()))
                    .append("\">")
                    .append(escaped(section.title()))
                    .append("</a></li>\n");
        }
        return html.append("</ul>\n</nav>").toString();
    }

    /** Where a link leads on the site: to a page, to a file that is copied, or elsewhere. */
    private String destination(Page from, String written) {
        if (written.startsWith("#") || ELSEWHERE.matcher(written).matches()) {
            return written;
        }
        int hash = written.indexOf('#');
        String anchor = hash < 0 ? "" : written.substring(hash);
        Path file = repository
                .resolve(from.source())
                .resolveSibling(hash < 0 ? written : written.substring(0, hash))
                .normalize();
        if (!file.startsWith(repository) || !Files.exists(file)) {
            throw new IllegalArgumentException(
                    from.source() + ": expected a link to a file of the repository, found " + written);
        }
        Path relative = repository.relativize(file);
        return pages.of(relative.toString()).map(page -> page.name() + anchor).orElseGet(() -> {
            linked.add(relative);
            boolean isFolder = Files.isDirectory(file);
            return FILES + relative.toString().replace('\\', '/') + (isFolder ? "/index.html" : "") + anchor;
        });
    }

    private void copy(Path relative) throws IOException {
        Path from = repository.resolve(relative);
        Path to = folder.resolve(FILES).resolve(relative.toString());
        if (Files.isDirectory(from)) {
            copyFolder(from, to);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A folder with its files, and a page that lists them. */
    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                names.add(name);
                Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>")
                .append(escaped(String.valueOf(from.getFileName())))
                .append("</title>\n<ul>\n");
        names.forEach(name -> html.append("<li><a href=\"")
                .append(escaped(name))
                .append("\">")
                .append(escaped(name))
                .append("</a></li>\n"));
        Files.writeString(to.resolve("index.html"), html.append("</ul>\n</html>\n"));
    }

    private String index() throws IOException {
        List<List<String>> entries = new ArrayList<>();
        for (Page page : pages.all()) {
            Document document = document(page);
            for (Section section : document.sections()) {
                String text = section.text().replaceAll("\\s+", " ");
                entries.add(List.of(
                        page.name() + (section.level() <= 1 ? "" : "#" + section.anchor()),
                        document.title(),
                        section.title(),
                        text.substring(0, Math.min(text.length(), SEARCHED))));
            }
        }
        return new ObjectMapper().writeValueAsString(entries);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
