//! Zeros for the places in the sources that panics would name.

use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, Module};

/// Puts zeros where a `core::panic::Location` is and the path that it names: address, length, line and column.
pub(super) fn blank(module: &mut Module) {
    let mut segments = Vec::new();
    for data in module.data.iter() {
        if let DataKind::Active {
            offset: ConstExpr::Value(Value::I32(start)),
            ..
        } = data.kind
            && let Ok(start) = usize::try_from(start)
        {
            segments.push((data.id(), start, data.value.clone()));
        }
    }
    let mut unused = Vec::new();
    for (_, start, bytes) in &segments {
        for at in (start.wrapping_neg() % 4..bytes.len()).step_by(4) {
            if let (Some(address), Some(length)) = (word(bytes, at), word(bytes, at + 4))
                && is_position(word(bytes, at + 8), word(bytes, at + 12))
                && segments
                    .iter()
                    .filter_map(|(_, start, bytes)| {
                        let from = address.checked_sub(*start)?;
                        bytes.get(from..from.checked_add(length)?)
                    })
                    .any(is_source)
            {
                unused.push(start + at..start + at + 16);
                unused.push(address..address + length);
            }
        }
    }
    for (id, start, _) in segments {
        for (at, byte) in module.data.get_mut(id).value.iter_mut().enumerate() {
            let address = start + at;
            if unused.iter().any(|range| range.contains(&address)) {
                *byte = 0;
            }
        }
    }
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let (word, _) = bytes.get(at..)?.split_first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*word)).ok()
}

/// Whether a line and a column of a source can be this: what else names a path has other things behind it.
fn is_position(line: Option<usize>, column: Option<usize>) -> bool {
    line.is_some_and(|line| (1..=50_000).contains(&line))
        && column.is_some_and(|column| (1..=500).contains(&column))
}

fn is_source(text: &[u8]) -> bool {
    text.ends_with(b".rs") && text.contains(&b'/') && text.iter().all(u8::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_names_a_path_stays() {
        for (line, column) in [(2, 0), (2, 1_733), (1, 0x6c69_6166), (0, 5)] {
            let mut module = Module::default();
            let memory = module.memories.add_local(false, false, 1, None, None);
            let mut bytes = b"/a/b.rs\0".to_vec();
            for word in [64, 7, line, column] {
                bytes.extend(u32::to_le_bytes(word));
            }
            let kind = DataKind::Active {
                memory,
                offset: ConstExpr::Value(Value::I32(64)),
            };
            let data = module.data.add(kind, bytes.clone());
            blank(&mut module);
            assert_eq!(module.data.get(data).value, bytes, "{line} {column}");
        }
    }

    #[test]
    fn a_place_in_the_sources_and_its_path_become_zeros() {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let mut bytes = b"keep\0\0/a/b.rs\0\0\0".to_vec();
        bytes.extend([70, 0, 0, 0, 7, 0, 0, 0, 12, 0, 0, 0, 5, 0, 0, 0, 1, 2]);
        let kind = DataKind::Active {
            memory,
            offset: ConstExpr::Value(Value::I32(64)),
        };
        let data = module.data.add(kind, bytes);
        blank(&mut module);
        let mut wanted = b"keep".to_vec();
        wanted.extend([0; 28]);
        wanted.extend([1, 2]);
        assert_eq!(module.data.get(data).value, wanted);
    }
}
