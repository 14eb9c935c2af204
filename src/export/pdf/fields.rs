//! Fields to be filled in on screen: boxes to check, lines to write on, places
//! for a digital signature.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::draw::{FieldArea, FieldKind, Item, NodeId, PageDraw};
use super::metadata::text;

/// A widget is printed.
const PRINT: i64 = 4;

/// The fields of the pages so far.
#[derive(Default)]
pub struct Fields {
    all: Vec<Object>,
    signed: bool,
    /// The looks that all boxes share: checked and not.
    check: Option<(ObjectId, ObjectId)>,
}

impl Fields {
    /// Makes the fields of a page. `key` is the next key of the way back into
    /// the structure.
    pub fn add(
        &mut self,
        doc: &mut Document,
        page: (ObjectId, &PageDraw),
        key: &mut i64,
    ) -> Vec<(ObjectId, NodeId)> {
        let (page_id, draw) = page;
        let areas = draw.items.iter().filter_map(|item| match item {
            Item::Field(area) => Some(area),
            _ => None,
        });
        areas
            .map(|area| {
                let mut widget = self.widget(doc, area, draw.height);
                widget.set("P", page_id);
                widget.set("StructParent", *key);
                *key += 1;
                let id = doc.add_object(widget);
                self.all.push(Object::Reference(id));
                (id, area.node)
            })
            .collect()
    }

    fn widget(&mut self, doc: &mut Document, area: &FieldArea, page_height: f32) -> Dictionary {
        let bottom = page_height - area.y - area.h;
        let number = self.all.len() + 1;
        let name = match area.kind {
            FieldKind::Check => format!("check-{number}"),
            FieldKind::Text => format!("text-{number}"),
            FieldKind::Signature => format!("signature-{number}"),
        };
        let mut widget = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "Rect" => vec![
                real(area.x),
                real(bottom),
                real(area.x + area.w),
                real(bottom + area.h),
            ],
            "F" => PRINT,
            "T" => Object::String(name.into_bytes(), StringFormat::Literal),
            "TU" => text(&area.label),
        };
        match area.kind {
            FieldKind::Check => {
                let (on, off) = *self.check.get_or_insert_with(|| {
                    let size = (area.w, area.h);
                    (
                        look(doc, size, &box_look(size, true)),
                        look(doc, size, &box_look(size, false)),
                    )
                });
                widget.set("FT", "Btn");
                widget.set("V", "Off");
                widget.set("AS", "Off");
                widget.set(
                    "AP",
                    dictionary! { "N" => dictionary! { "Yes" => on, "Off" => off } },
                );
            }
            FieldKind::Text => {
                widget.set("FT", "Tx");
                widget.set(
                    "DA",
                    Object::string_literal("/Helv 9.5 Tf 0.11 0.13 0.17 rg"),
                );
                let empty = look(doc, (area.w, area.h), "/Tx BMC\nEMC\n");
                widget.set("AP", dictionary! { "N" => empty });
            }
            FieldKind::Signature => {
                self.signed = true;
                widget.set("FT", "Sig");
                let empty = look(doc, (area.w, area.h), "");
                widget.set("AP", dictionary! { "N" => empty });
            }
        }
        widget
    }

    /// The form that all fields are in; `None` if there is no field.
    pub fn form(self, doc: &mut Document) -> Option<ObjectId> {
        if self.all.is_empty() {
            return None;
        }
        // Only for what is typed later: nothing in the file is set in it.
        let font = doc.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type1",
            "BaseFont" => "Helvetica",
            "Encoding" => "WinAnsiEncoding",
        });
        let mut form = dictionary! {
            "Fields" => self.all,
            "DR" => dictionary! { "Font" => dictionary! { "Helv" => font } },
        };
        if self.signed {
            form.set("SigFlags", 1);
        }
        Some(doc.add_object(form))
    }
}

fn real(value: f32) -> Object {
    Object::Real((value * 100.0).round() / 100.0)
}

/// What a field looks like, as a piece of a page.
fn look(doc: &mut Document, (w, h): (f32, f32), content: &str) -> ObjectId {
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![real(0.0), real(0.0), real(w), real(h)],
        "Resources" => Dictionary::new(),
    };
    doc.add_object(Stream::new(dict, content.as_bytes().to_vec()))
}

/// A box, with a cross in it if it is checked.
fn box_look((w, h): (f32, f32), checked: bool) -> String {
    let (right, top) = (w - 0.5, h - 0.5);
    let mut content = format!(
        "0.11 0.13 0.17 RG 0.8 w 0.5 0.5 {:.2} {:.2} re S\n",
        w - 1.0,
        h - 1.0
    );
    if checked {
        content.push_str(&format!(
            "1.4 w 2 2 m {:.2} {:.2} l S 2 {:.2} m {:.2} 2 l S\n",
            right - 1.5,
            top - 1.5,
            top - 1.5,
            right - 1.5
        ));
    }
    content
}
