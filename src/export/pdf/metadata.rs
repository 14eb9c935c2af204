//! What the file says of itself: document properties, the same as XMP, the
//! standards it is built to, and what its colors mean.

use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::Standard;
use super::layout::one_line;
use crate::assets;
use crate::report::Report;

/// Author and producer in the document properties.
const PROGRAM: &str = "License Matrix";

/// Text in document properties: UTF-16 where it is not ASCII.
pub fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::string_literal(value);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The day of the report as digits, `YYYYMMDD`, when it is a day.
fn day(report: &Report) -> Option<String> {
    let digits: String = report.date.chars().filter(char::is_ascii_digit).collect();
    let shaped = report.date.len() == 10 && digits.len() == 8 && report.date.is_ascii();
    shaped.then_some(digits)
}

/// The day of the report as a PDF writes it.
pub fn date(report: &Report) -> Option<Object> {
    day(report).map(|day| Object::string_literal(format!("D:{day}000000Z")))
}

/// The document properties.
pub fn info(doc: &mut Document, report: &Report) {
    let mut dict = dictionary! {
        "Title" => text(&one_line(&report.title)),
        "Author" => text(PROGRAM),
        "Subject" => text(&one_line(&report.subtitle)),
        "Creator" => text(PROGRAM),
        "Producer" => text(PROGRAM),
    };
    if let Some(date) = date(report) {
        dict.set("CreationDate", date.clone());
        dict.set("ModDate", date);
    }
    let id = doc.add_object(dict);
    doc.trailer.set("Info", id);
}

/// The same properties as XMP, which newer programs read.
pub fn metadata(doc: &mut Document, report: &Report, standard: Standard) -> ObjectId {
    let escape = |value: &str| {
        one_line(value)
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
            .collect::<String>()
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let day = day(report).map(|_| format!("{}T00:00:00Z", report.date));
    let dates = day.map_or_else(String::new, |day| {
        format!("<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>")
    });
    let title = escape(&report.title);
    let subject = escape(&report.subtitle);
    let alt =
        |words: &str| format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{words}</rdf:li></rdf:Alt>");
    let xml = format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
         <dc:title>{}</dc:title><dc:description>{}</dc:description>\n\
         <dc:creator><rdf:Seq><rdf:li>{PROGRAM}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:language><rdf:Bag><rdf:li>en-US</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><pdf:Producer>{PROGRAM}</pdf:Producer>{dates}\n\
         </rdf:Description>\n{}</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>",
        alt(&title),
        alt(&subject),
        claims(standard),
    );
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let stream = Stream::new(dict, xml.into_bytes()).with_compression(false);
    doc.add_object(stream)
}

/// The standards that the file is built to. PDF/UA is not among the words that
/// PDF/A knows, so it is described beside them.
fn claims(standard: Standard) -> String {
    let archive = |part: u8, conformance: char| {
        format!(
            "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
             <pdfaid:part>{part}</pdfaid:part>\
             <pdfaid:conformance>{conformance}</pdfaid:conformance></rdf:Description>\n"
        )
    };
    match standard {
        Standard::A1b => archive(1, 'B'),
        Standard::A3a => archive(3, 'A') + UNIVERSAL_ACCESS,
    }
}

/// PDF/UA-1, and the description of its words.
const UNIVERSAL_ACCESS: &str = concat!(
    "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">",
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n",
    "<rdf:Description rdf:about=\"\" ",
    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" ",
    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" ",
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">",
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">",
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>",
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>",
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">",
    "<pdfaProperty:name>part</pdfaProperty:name>",
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>",
    "<pdfaProperty:category>internal</pdfaProperty:category>",
    "<pdfaProperty:description>Part of ISO 14289 the file is built to</pdfaProperty:description>",
    "</rdf:li></rdf:Seq></pdfaSchema:property>",
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n",
);

/// What the colors mean: sRGB.
pub fn output_intent(doc: &mut Document) -> ObjectId {
    let dict = dictionary! { "N" => 3 };
    let profile = doc.add_object(Stream::new(dict, assets::COLOR_PROFILE.to_vec()));
    doc.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => Object::Name(b"GTS_PDFA1".to_vec()),
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "DestOutputProfile" => profile,
    })
}
