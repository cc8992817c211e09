//! The machine: instructions, a stack, marks on it, and a memo of values that are used again.

use super::input::Input;
use super::opcode;
use super::{LARGEST, PickleError};
use crate::migrate::value::{Callable, Id, Node};

/// Each takes a byte or more of the pickle, and some fifty of memory.
const MOST: usize = 1 << 20;
/// Those that are open at one time.
const MOST_MARKS: usize = 1000;

#[derive(Default)]
struct Machine {
    values: Vec<Node>,
    stack: Vec<Id>,
    marks: Vec<usize>,
    memo: Vec<Id>,
    /// How many bytes were made of texts.
    made: usize,
}

/// All values, and which of them is the whole.
pub(super) fn run(pickle: &[u8]) -> Result<(Vec<Node>, Id), PickleError> {
    let mut input = Input::new(pickle);
    let mut machine = Machine::default();
    match input.array() {
        Ok([0x80, 2..=5]) => {}
        Ok([0x80, protocol]) => {
            return Err(PickleError::of_all(format!(
                "it is a pickle of protocol {protocol}, and 2 to 5 are known"
            )));
        }
        _ => return Err(PickleError::of_all("it is no pickle of the protocols 2 to 5")),
    }
    loop {
        let at = input.at();
        let code = input.byte().map_err(PickleError::of_all)?;
        if let Some((opcode, reason)) = opcode::refused(code) {
            return Err(PickleError { at, opcode, reason: format!("{reason}, and {ONLY}") });
        }
        match machine.step(code, &mut input) {
            Ok(None) => {}
            Ok(Some(whole)) => return Ok((machine.values, whole)),
            Err(reason) => return Err(PickleError { at, opcode: opcode::name(code), reason }),
        }
    }
}

const ONLY: &str = "only None, bool, int, float, str, bytes, list, dict, tuple and set are read";
const EMPTY: &str = "there is no value for it";

impl Machine {
    /// Carries out one instruction. The whole, if it was the last.
    fn step(&mut self, code: u8, input: &mut Input<'_>) -> Result<Option<Id>, String> {
        match code {
            b'.' => return self.pop().map(Some),
            // How long the next instructions are is for who reads them from a file.
            0x95 => {
                input.take(8)?;
            }
            b'(' if self.marks.len() >= MOST_MARKS => return Err("too many marks".to_owned()),
            b'(' => self.marks.push(self.stack.len()),
            b'N' => self.push(Node::None)?,
            0x88 => self.push(Node::Bool(true))?,
            0x89 => self.push(Node::Bool(false))?,
            b'K' => self.int(input.byte()?.into())?,
            b'M' => self.int(u16::from_le_bytes(input.array()?).into())?,
            b'J' => self.int(i32::from_le_bytes(input.array()?).into())?,
            0x8a => self.long(input.counted(1)?)?,
            0x8b => self.long(input.counted(4)?)?,
            b'G' => self.push(Node::Float(f64::from_be_bytes(input.array()?)))?,
            0x8c => self.push(Node::Text(input.text(1)?))?,
            b'X' => self.push(Node::Text(input.text(4)?))?,
            0x8d => self.push(Node::Text(input.text(8)?))?,
            b'C' => self.push(Node::Bytes(input.counted(1)?.to_vec()))?,
            b'B' => self.push(Node::Bytes(input.counted(4)?.to_vec()))?,
            0x8e | 0x96 => self.push(Node::Bytes(input.counted(8)?.to_vec()))?,
            b']' | b')' | 0x8f => self.push(Node::List(Vec::new()))?,
            b'}' => self.push(Node::Dict(Vec::new()))?,
            b'l' | b't' | 0x91 => self.list_of_marked()?,
            0x85 => self.tuple(1)?,
            0x86 => self.tuple(2)?,
            0x87 => self.tuple(3)?,
            b'a' => {
                let item = self.pop()?;
                self.extend(vec![item])?;
            }
            b'e' | 0x90 => {
                let items = self.marked()?;
                self.extend(items)?;
            }
            b'd' => {
                let items = self.marked()?;
                self.push(Node::Dict(Vec::new()))?;
                self.set(&items)?;
            }
            b's' => {
                let (value, key) = (self.pop()?, self.pop()?);
                self.set(&[key, value])?;
            }
            b'u' => {
                let items = self.marked()?;
                self.set(&items)?;
            }
            b'q' => self.put(input.byte()?.into())?,
            b'r' => self.put(number(input.array()?))?,
            0x94 => self.put(self.memo.len())?,
            b'h' => self.get(input.byte()?.into())?,
            b'j' => self.get(number(input.array()?))?,
            b'c' => {
                let (module, name) = (input.line()?, input.line()?);
                self.callable(&module, &name)?;
            }
            0x93 => {
                let (name, module) = (self.pop_text()?, self.pop_text()?);
                self.callable(&module, &name)?;
            }
            b'R' => self.call()?,
            _ => return Err(format!("{code:#04x} is no instruction that is known")),
        }
        Ok(None)
    }

    fn push(&mut self, node: Node) -> Result<(), String> {
        if self.values.len() >= MOST {
            return Err(format!("it has more than {MOST} values"));
        }
        self.stack.push(self.values.len());
        self.values.push(node);
        Ok(())
    }

    fn int(&mut self, value: i64) -> Result<(), String> {
        self.push(Node::Int(value))
    }

    /// An integer of any length: the lowest byte first, and the highest bit is the sign.
    fn long(&mut self, bytes: &[u8]) -> Result<(), String> {
        let sign = if bytes.last().is_some_and(|byte| *byte >= 0x80) { 0xff } else { 0 };
        let mut whole = [sign; 8];
        let (low, high) = bytes.split_at(bytes.len().min(8));
        for (place, byte) in whole.iter_mut().zip(low) {
            *place = *byte;
        }
        let value = i64::from_le_bytes(whole);
        if high.iter().any(|byte| *byte != sign) || (value < 0) != (sign == 0xff) {
            return Err("an int of more than 64 bits, which is not read".to_owned());
        }
        self.int(value)
    }

    fn pop(&mut self) -> Result<Id, String> {
        // What is below a mark is for after it.
        let bottom = self.marks.last().copied().unwrap_or_default();
        if self.stack.len() <= bottom {
            return Err(EMPTY.to_owned());
        }
        self.stack.pop().ok_or_else(|| EMPTY.to_owned())
    }

    fn pop_text(&mut self) -> Result<String, String> {
        let id = self.pop()?;
        match self.values.get(id) {
            Some(Node::Text(text)) => Ok(text.clone()),
            _ => Err("a class whose name is no text".to_owned()),
        }
    }

    /// What stands above the mark, and the mark is gone.
    fn marked(&mut self) -> Result<Vec<Id>, String> {
        let mark = self.marks.pop().ok_or("there is no mark for it")?;
        Ok(self.stack.split_off(mark.min(self.stack.len())))
    }

    fn list_of_marked(&mut self) -> Result<(), String> {
        let items = self.marked()?;
        self.push(Node::List(items))
    }

    fn tuple(&mut self, length: usize) -> Result<(), String> {
        let mut items = Vec::with_capacity(length);
        for _ in 0..length {
            items.push(self.pop()?);
        }
        items.reverse();
        self.push(Node::List(items))
    }

    fn top(&mut self) -> Result<&mut Node, String> {
        let id = self.stack.last().copied().ok_or(EMPTY)?;
        self.values.get_mut(id).ok_or_else(|| EMPTY.to_owned())
    }

    fn extend(&mut self, items: Vec<Id>) -> Result<(), String> {
        match self.top()? {
            Node::List(list) => {
                list.extend(items);
                Ok(())
            }
            _ => Err("items for what is no list and no set".to_owned()),
        }
    }

    /// Keys and values in turns.
    fn set(&mut self, items: &[Id]) -> Result<(), String> {
        let Node::Dict(dict) = self.top()? else { return Err("keys for what is no dict".to_owned()) };
        let (pairs, rest) = items.as_chunks::<2>();
        if !rest.is_empty() {
            return Err("a key without a value".to_owned());
        }
        dict.extend(pairs.iter().map(|[key, value]| (*key, *value)));
        Ok(())
    }

    /// Remembers the last value. Python numbers them in order.
    fn put(&mut self, index: usize) -> Result<(), String> {
        let id = self.stack.last().copied().ok_or(EMPTY)?;
        if index == self.memo.len() {
            self.memo.push(id);
            return Ok(());
        }
        *self.memo.get_mut(index).ok_or("the memo has no such place yet")? = id;
        Ok(())
    }

    fn get(&mut self, index: usize) -> Result<(), String> {
        let id = self.memo.get(index).copied().ok_or("the memo has no such value")?;
        self.stack.push(id);
        Ok(())
    }

    /// What a pickle names, to be called. Nothing is looked up, and nothing is called.
    fn callable(&mut self, module: &str, name: &str) -> Result<(), String> {
        let callable = match (module, name) {
            ("builtins" | "__builtin__", "set" | "frozenset") => Callable::Set,
            ("builtins" | "__builtin__", "bytes") => Callable::Bytes,
            ("_codecs", "encode") => Callable::Latin1,
            _ => {
                let name: String = format!("{module}.{name}").escape_debug().take(200).collect();
                return Err(format!("it names `{name}`, and {ONLY}"));
            }
        };
        self.push(Node::Callable(callable))
    }

    /// Before protocol 4 a set is made by a call, and before 3 bytes are.
    fn call(&mut self) -> Result<(), String> {
        let (arguments, callable) = (self.pop()?, self.pop()?);
        let arguments = match self.values.get(arguments) {
            Some(Node::List(arguments)) => arguments.as_slice(),
            _ => return Err("a call without arguments".to_owned()),
        };
        let argument = |index: usize| arguments.get(index).and_then(|id| self.values.get(*id));
        let Some(Node::Callable(callable)) = self.values.get(callable) else {
            return Err("a call of what is no function".to_owned());
        };
        match (callable, argument(0), argument(1), arguments) {
            // As JSON it is the list that it is made of.
            (Callable::Set, Some(Node::List(_)), None, &[list]) => {
                self.stack.push(list);
                Ok(())
            }
            (Callable::Set, None, None, []) => self.push(Node::List(Vec::new())),
            (Callable::Bytes, None, None, []) => self.push(Node::Bytes(Vec::new())),
            (Callable::Latin1, Some(Node::Text(text)), Some(Node::Text(codec)), [_, _])
                if codec == "latin1" || codec == "latin-1" =>
            {
                // One text may be made bytes again and again.
                self.made += text.len();
                if self.made > LARGEST {
                    return Err(format!("it has more than {LARGEST} bytes"));
                }
                let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
                let bytes = bytes.map_err(|_| "bytes with a character that is none")?;
                self.push(Node::Bytes(bytes))
            }
            _ => Err("a call with other arguments than Python's own".to_owned()),
        }
    }
}

fn number(bytes: [u8; 4]) -> usize {
    usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX)
}
