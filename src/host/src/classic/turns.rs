//! Answers in the order in which they were asked for, kind by kind: a page of the classic dialect has nothing
//! else to tell two answers of one kind apart.

/// The requests that wait for an answer, or for those asked before them to have theirs. `B` is what is
/// known of a request, `A` its answer.
#[derive(Debug)]
pub(crate) struct Turns<B, A> {
    waiting: Vec<Turn<B, A>>,
    most: usize,
}

#[derive(Debug)]
struct Turn<B, A> {
    id: u32,
    kind: &'static str,
    step: Step<B, A>,
}

#[derive(Debug)]
enum Step<B, A> {
    Waiting(B),
    /// None for a request that ended without an answer: it only gives way to the next.
    Settled(Option<A>),
}

impl<B, A> Turns<B, A> {
    /// At most so many wait of each kind.
    pub(crate) const fn new(most: usize) -> Self {
        Self {
            waiting: Vec::new(),
            most,
        }
    }

    /// Takes a request; false when too many of its kind wait already.
    pub(crate) fn ask(&mut self, id: u32, kind: &'static str, about: B) -> bool {
        let asked = self.waiting.iter().filter(|turn| turn.kind == kind).count();
        let room = asked < self.most;
        if room {
            let step = Step::Waiting(about);
            self.waiting.push(Turn { id, kind, step });
        }
        room
    }

    /// Takes the outcome of a request; gives the answers whose turn it is now, each with its kind.
    pub(crate) fn settle(
        &mut self,
        id: u32,
        answer: impl FnOnce(B) -> Option<A>,
    ) -> Vec<(&'static str, A)> {
        let Some(at) = self.waiting.iter().position(|turn| turn.id == id) else {
            return Vec::new();
        };
        let turn = self.waiting.remove(at);
        let Step::Waiting(about) = turn.step else {
            self.waiting.insert(at, turn);
            return Vec::new();
        };
        let step = Step::Settled(answer(about));
        self.waiting.insert(at, Turn { step, ..turn });
        self.due(turn.kind)
    }

    /// Removes and returns the settled answers of a kind, up to the first request that is not settled.
    fn due(&mut self, kind: &'static str) -> Vec<(&'static str, A)> {
        let mut due = Vec::new();
        let mut held = false;
        for turn in std::mem::take(&mut self.waiting) {
            match turn {
                Turn {
                    kind: of,
                    step: Step::Settled(answer),
                    ..
                } if of == kind && !held => due.extend(answer.map(|answer| (kind, answer))),
                turn => {
                    held |= turn.kind == kind;
                    self.waiting.push(turn);
                }
            }
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::Turns;

    fn turns(asked: &[(u32, &'static str)]) -> Turns<u32, u32> {
        let mut turns = Turns::new(3);
        for (id, kind) in asked {
            assert!(turns.ask(*id, kind, id * 10));
        }
        turns
    }

    #[test]
    fn answers_of_a_kind_wait_for_those_asked_before() {
        let mut turns = turns(&[(1, "a"), (2, "a"), (3, "a")]);
        assert_eq!(turns.settle(3, Some), []);
        assert_eq!(turns.settle(1, Some), [("a", 10)]);
        assert_eq!(turns.settle(2, Some), [("a", 20), ("a", 30)]);
        assert!(turns.waiting.is_empty());
    }

    #[test]
    fn other_kinds_are_not_waited_for() {
        let mut turns = turns(&[(1, "a"), (2, "b"), (3, "a")]);
        assert_eq!(turns.settle(2, Some), [("b", 20)]);
        assert_eq!(turns.settle(3, Some), []);
        assert_eq!(turns.settle(1, Some), [("a", 10), ("a", 30)]);
    }

    #[test]
    fn a_request_without_an_answer_holds_nobody_up() {
        let mut turns = turns(&[(1, "a"), (2, "a"), (3, "a")]);
        assert_eq!(turns.settle(2, |_| None), []);
        assert_eq!(turns.settle(1, |_| None), []);
        assert_eq!(turns.settle(3, Some), [("a", 30)]);
        assert!(turns.waiting.is_empty());
    }

    #[test]
    fn an_outcome_counts_once_and_only_for_what_was_asked() {
        let mut turns = turns(&[(1, "a"), (2, "a")]);
        assert_eq!(turns.settle(9, Some), []);
        assert_eq!(turns.settle(2, Some), []);
        assert_eq!(turns.settle(2, |_| Some(0)), []);
        assert_eq!(turns.settle(1, Some), [("a", 10), ("a", 20)]);
        assert_eq!(turns.settle(1, Some), []);
    }

    #[test]
    fn as_many_wait_as_there_is_room_for_settled_ones_too() {
        let mut turns = turns(&[(1, "a"), (2, "a"), (3, "a")]);
        assert!(!turns.ask(4, "a", 40));
        assert!(turns.ask(5, "b", 50));
        assert_eq!(turns.settle(2, Some), []);
        assert!(!turns.ask(6, "a", 60));
        assert_eq!(turns.settle(1, Some), [("a", 10), ("a", 20)]);
        assert!(turns.ask(7, "a", 70));
    }
}
