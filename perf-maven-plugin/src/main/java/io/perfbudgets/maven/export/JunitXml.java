package io.perfbudgets.maven.export;

import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Explanation;
import io.perfbudgets.judge.Verdict;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** One case for each budget: failed where it fails the build, skipped where it warns or is waived. */
final class JunitXml {
    private JunitXml() {}

    static String text(GateReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "Performance budgets of " + legal(report.name()));
            xml.writeAttribute("tests", Integer.toString(report.findings().size()));
            xml.writeAttribute(
                    "failures", Integer.toString(report.findings(Effect.FAILS).size()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", Long.toString(skipped(report)));
            xml.writeAttribute("time", "0");
            for (Finding finding : report.findings()) {
                testCase(xml, finding);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible); // it writes into memory
        }
        return text.toString();
    }

    private static long skipped(GateReport report) {
        return report.findings().stream().filter(JunitXml::isSkipped).count();
    }

    private static boolean isSkipped(Finding finding) {
        return finding.effect() != Effect.PASSES && finding.effect() != Effect.FAILS;
    }

    private static void testCase(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
        Verdict verdict = finding.verdict();
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", legal(verdict.subject().shortName()));
        xml.writeAttribute(
                "name",
                legal(verdict.budget().metric() + " at most " + verdict.budget().limit() + " ("
                        + verdict.budget().origin() + ")"));
        xml.writeAttribute("time", "0");
        if (finding.effect() == Effect.FAILS) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", verdict.outcome().name());
            xml.writeAttribute("message", legal(Findings.summary(finding)));
            xml.writeCharacters(legal(Explanation.of(verdict)));
            xml.writeEndElement();
        } else if (isSkipped(finding)) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", legal(Findings.summary(finding)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 holds no control character but tab and line ends, and no half of a surrogate pair. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(c -> isLegal(c) ? c : 0xFFFD).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && !surrogate && c != 0xFFFE && c != 0xFFFF);
    }
}
